from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stamps.db'}")


@db.model
class Stamp:
    id: str
    country: str


rows = [("s1", "Peru"), ("s2", "Oman")]

workflow = WorkflowBuilder()
workflow.add_node("StampBulkCreateNode", "album", {"data": rows})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("stamps:", db.express_sync.count("Stamp"))
