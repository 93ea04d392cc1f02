from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'trees.db'}")


@db.model
class Tree:
    id: int
    kind: str


Tree.create(id=1, kind="oak")
Tree.create(id=2, kind="elm")
print("oaks:", [tree["id"] for tree in Tree.objects.filter(kind="oak")])
