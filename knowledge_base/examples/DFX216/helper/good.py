from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kitchen.db'}")


@db.model
class Order:
    id: str
    state: str
    cook: str = ""


def step(kind, params):
    workflow = WorkflowBuilder()
    workflow.add_node(kind, "order", params)
    with LocalRuntime() as runtime:
        return runtime.execute(workflow.build())[0]["order"]


def claim(order_id, cook):
    done = step(
        "OrderBulkUpdateNode",
        {"filter": {"id": order_id, "state": "open"}, "fields": {"state": "claimed", "cook": cook}},
    )
    return bool(done["updated"])


def rename(order_id, cook):
    step("OrderUpdateNode", {"filter": {"id": order_id}, "fields": {"cook": cook}})


step("OrderCreateNode", {"id": "o1", "state": "open"})
print("Mia claims it:", claim("o1", "Mia"))
print("Ravi claims it:", claim("o1", "Ravi"))
print("cook:", step("OrderReadNode", {"id": "o1"})["cook"])
rename("o1", "Mia B.")
print("cook:", step("OrderReadNode", {"id": "o1"})["cook"])
db.close()
