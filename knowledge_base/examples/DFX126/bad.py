from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lakes.db'}")


@db.model("Lake")
class Lake:
    id: str
    depth: int


db.express_sync.create("Lake", {"id": "l1", "depth": 12})
print("depth:", db.express_sync.read("Lake", "l1")["depth"])
