from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'catalog.db'}")


@db.model
class Item:
    id: int
    name: str
    size: dict


db.express_sync.create("Item", {"id": 1, "name": "shelf", "size": {"w": 80, "h": 40}})
db.express_sync.create("Item", {"id": 2, "name": "crate", "size": {"w": 60, "h": 60}})

square = [item for item in db.express_sync.list("Item") if item["size"] == {"w": 60, "h": 60}]
print("square:", [item["name"] for item in square])
db.close()
