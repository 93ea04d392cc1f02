from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tickets.db'}")


@db.model
class Seat:
    id: int
    row: str


workflow = WorkflowBuilder()
workflow.add_node("SeatBulkCreateNode", "add", {"data": [{"row": "A"}, {"row": "B"}], "return_ids": True})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("new seats:", [s["id"] for s in db.express_sync.list("Seat", order_by=["id"])])
