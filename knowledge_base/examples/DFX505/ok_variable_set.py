import os

os.environ.setdefault("FOREST_DATABASE_URL", "forest.db")

from dataflow import DataFlow

db = DataFlow(os.environ.get("FOREST_DATABASE_URL"))


@db.model
class Tree:
    id: str
    metres: int


db.express_sync.create("Tree", {"id": "oak", "metres": 24})
print("trees:", db.express_sync.count("Tree"))
