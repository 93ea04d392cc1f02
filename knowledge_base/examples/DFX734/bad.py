from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'menu.db'}")


@db.model
class Dish:
    id: int
    name: str
    cents: int


db.express_sync.create("Dish", {"id": 1, "name": "Soup", "cents": 600})
db.express_sync.create("Dish", {"id": 2, "name": "Roast", "cents": 1900})


def takeaway_prices():
    dishes = db.express_sync.list("Dish", order_by=["id"])
    for dish in dishes:
        dish["cents"] = dish["cents"] - 100
    return dishes


print("takeaway:", [dish["cents"] for dish in takeaway_prices()])
print("in house:", [dish["cents"] for dish in db.express_sync.list("Dish", order_by=["id"])])
db.close()
