from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'grid.db'}")


@db.model
class Outage:
    id: str
    node_ref: str


workflow = WorkflowBuilder()
workflow.add_node("OutageCreateNode", "report", {"id": "o1", "node_ref": "transformer-9"})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("outages:", db.express_sync.count("Outage"))
