from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pharmacy.db'}")


@db.model
class Drug:
    id: str
    name: str
    stock: int


for key, name, stock in [("d1", "A", 3), ("d2", "B", 5)]:
    db.express_sync.create("Drug", {"id": key, "name": name, "stock": stock})

delivery = [{"id": "d1", "stock": 30}, {"id": "d2", "stock": 50}]

workflow = WorkflowBuilder()
workflow.add_node("DrugBulkUpdateNode", "deliver", {"data": delivery})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("stock:", sorted(d["stock"] for d in db.express_sync.list("Drug")))
