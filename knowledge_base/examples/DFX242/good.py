from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'payroll.db'}")


@db.model
class Bonus:
    id: str
    employee: str
    cents: int = 0


awards = [
    {"id": "b1", "employee": "Ana", "cents": 0},
    {"id": "b2", "employee": "Ben", "cents": 50000},
    {"id": "b3", "employee": "Cleo", "cents": 20000},
]

workflow = WorkflowBuilder()
workflow.add_node("BonusBulkCreateNode", "award", {"data": awards})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("total cents:", sum(b["cents"] for b in db.express_sync.list("Bonus")))
