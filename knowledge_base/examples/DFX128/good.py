from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shirts.db'}")


@db.model
class Shirt:
    id: str
    size: str


db.express_sync.create("Shirt", {"id": "s1", "size": "M"})
print("size:", db.express_sync.read("Shirt", "s1")["size"])
