import os

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Parcel:
    id: str
    depot: str
    weight: int
    fragile: bool = False


PARCELS = [("p1", "Enns", 3, True), ("p2", "Enns", 8, False), ("p3", "Wels", 8, True)]


KINDS = {"weight": int, "fragile": lambda text: text == "true"}


def find(*conditions):
    given = {}
    for condition in conditions:
        name, _, text = condition.partition("=")
        text = KINDS.get(name.rstrip(">"), str)(text)
        if name.endswith(">"):
            given[name.rstrip(">")] = {"$gt": text}
        else:
            given[name] = text
    flow = WorkflowBuilder()
    flow.add_node("ParcelListNode", "found", {"filter": given, "order_by": ["id"], "limit": 20})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build())
    return [parcel["id"] for parcel in results["found"]["records"]]


for key, depot, weight, fragile in PARCELS:
    db.express_sync.upsert("Parcel", {"id": key, "depot": depot, "weight": weight, "fragile": fragile})
print(find("depot=Enns"))
print(find("weight>=5"))
print(find("fragile=false", "depot=Enns"))
db.close()
