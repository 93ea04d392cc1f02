from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'menu.db'}")


@db.model
class Dish:
    id: str
    price: int

    __dataflow__ = {"soft_delete": True}


def offer(key, price):
    dish = {"id": key, "price": price}
    return db.express_sync.upsert("Dish", dish)


offer("soup", 4)
db.express_sync.delete("Dish", "soup")
offer("soup", 5)
print(len(db.express_sync.list("Dish")), "dishes")
