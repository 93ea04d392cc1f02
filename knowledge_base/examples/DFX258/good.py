from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'harbour.db'}")


@db.model
class Boat:
    id: str
    owner: str


for key, owner in [("b1", "Ada"), ("b2", "Bo"), ("b3", "Cy")]:
    db.express_sync.create("Boat", {"id": key, "owner": owner})

workflow = WorkflowBuilder()
workflow.add_node("BoatBulkDeleteNode", "sell", {"filter": {"id": {"$in": ["b1", "b3"]}}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("boats:", db.express_sync.count("Boat"))
