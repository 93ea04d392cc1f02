from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'observatory.db'}")


@db.model
class Star:
    id: str
    name: str


workflow = WorkflowBuilder()
workflow.add_node("StarBulkCreateNode", "log", {"data": {"id": "s1", "name": "Vega"}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("stars:", db.express_sync.count("Star"))
