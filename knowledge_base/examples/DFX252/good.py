from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'menu.db'}")


@db.model
class Dish:
    id: str
    name: str
    cents: int


for key, name, cents in [("d1", "soup", 400), ("d2", "stew", 900)]:
    db.express_sync.create("Dish", {"id": key, "name": name, "cents": cents})

workflow = WorkflowBuilder()
workflow.add_node(
    "DishBulkUpdateNode",
    "reprice",
    {"data": [{"id": "d1", "name": "soup", "cents": 450}, {"id": "d2", "name": "stew", "cents": 950}]},
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("prices:", sorted(d["cents"] for d in db.express_sync.list("Dish")))
