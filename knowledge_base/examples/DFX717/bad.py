from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orchard.db'}")


@db.model
class Tree:
    id: int
    kind: str
    height: float


for number, (kind, height) in enumerate([("apple", 3.1), ("plum", 2.7), ("pear", 4.4)], start=1):
    db.express_sync.create("Tree", {"id": number, "kind": kind, "height": height})

wanted = {"plum", "pear"}
trees = db.express_sync.list("Tree", {"kind": {"$in": wanted}}, order_by=["id"])
print("trees:", [tree["height"] for tree in trees])
db.close()
