import os

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.sdk_exceptions import RuntimeExecutionError
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Basket:
    id: str
    buyer: str


@db.model
class Pick:
    id: str
    basket: str


def fill(basket, buyer, items):
    flow = WorkflowBuilder()
    flow.add_node("BasketCreateNode", "basket", {"id": basket, "buyer": buyer})
    for item in items:
        flow.add_node("PickCreateNode", f"pick_{item}", {"id": item, "basket": basket})
        flow.add_connection("basket", "id", f"pick_{item}", "_first")
    with LocalRuntime() as runtime:
        try:
            runtime.execute(flow.build())
        except RuntimeExecutionError:
            print(buyer, "has to choose again")


fill("b1", "Vera", ["lamp", "vase"])
fill("b2", "Otto", ["rug", "vase"])
for basket in db.express_sync.list("Basket", order_by=["id"]):
    picks = db.express_sync.list("Pick", {"basket": basket["id"]}, order_by=["id"])
    print(basket["buyer"], [pick["id"] for pick in picks])
db.close()
