from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Postcard:
    id: str
    cents: int


db.express_sync.create("Postcard", {"id": "p1", "cents": 120})
print("postcards:", db.express_sync.count("Postcard"))
db.close()
