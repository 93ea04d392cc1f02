from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'menu.db'}")


@db.model
class Dish:
    id: int
    name: str
    cents: int


def labelled():
    dishes = db.express_sync.list("Dish")
    for dish in dishes:
        dish["label"] = f"{dish['name']} {dish['cents'] / 100:.2f}"
    return dishes


db.express_sync.create("Dish", {"id": 1, "name": "Soup", "cents": 600})
print(labelled()[0]["label"])
print(labelled()[0]["label"])
db.close()
