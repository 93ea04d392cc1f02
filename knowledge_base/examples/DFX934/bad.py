from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stockroom.db'}")


@db.model
class Part:
    id: str
    name: str
    stock: int = 0


db.express_sync.create("Part", {"id": "x7", "name": "hinge", "stock": 3})
part = db.express_sync.upsert("Part", {"id": "x7", "stock": 12})
print("stock:", part["stock"])
db.close()
