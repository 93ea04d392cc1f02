from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'puppets.db'}")


@db.model
class Puppet:
    id: str
    role: str


cast = [{"id": "p1", "role": "king"}, {"id": "p2", "role": "crocodile"}]

workflow = WorkflowBuilder()
workflow.add_node("PuppetBulkCreateNode", "carve", {"data": cast})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("puppets:", db.express_sync.count("Puppet"))
