from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'auction.db'}")


@db.model
class Lot:
    id: str
    title: str
    sold: bool = False


for number in ("l1", "l2", "l3"):
    db.express_sync.create("Lot", {"id": number, "title": f"lot {number}"})

workflow = WorkflowBuilder()
workflow.add_node(
    "LotBulkUpdateNode", "close", {"filter": {"id": {"$in": ["l1", "l3"]}}, "fields": {"sold": True}}
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("sold:", db.express_sync.count("Lot", {"sold": True}))
