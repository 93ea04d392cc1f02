from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'trees.db'}")


@db.model
class Tree:
    id: int
    kind: str


db.express_sync.create("Tree", {"id": 1, "kind": "oak"})
db.express_sync.create("Tree", {"id": 2, "kind": "elm"})
print("oaks:", [tree["id"] for tree in db.express_sync.list("Tree", {"kind": "oak"})])
