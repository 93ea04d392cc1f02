from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'menu.db'}")


@db.model
class Dish:
    id: str
    price: int

    __dataflow__ = {"soft_delete": True}


db.express_sync.upsert("Dish", {"id": "soup", "price": 4})
db.express_sync.upsert("Dish", {"id": "stew", "price": 9})
db.express_sync.delete("Dish", "soup")
db.express_sync.upsert("Dish", {"id": "stew", "price": 8})
print(db.express_sync.read("Dish", "stew")["price"])
