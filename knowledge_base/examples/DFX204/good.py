from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bakery.db'}")


@db.model
class Order:
    id: str
    cake: str
    quantity: int = 1
    greeting: str = ""


workflow = WorkflowBuilder()
workflow.add_node("OrderCreateNode", "take", {"id": "o-1", "cake": "walnut", "quantity": 12})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

stored = db.express_sync.read("Order", "o-1")
print(stored["quantity"], "x", stored["cake"])
