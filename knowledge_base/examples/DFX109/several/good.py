from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bakery.db'}")


class Priced:
    prices: dict = {}


@db.model
class Loaf(Priced):
    id: str
    name: str = ""
    grains: list = ["wheat"]
    weight: int = 500
    baked_on: str = None


def bake(key, **rest):
    db.express_sync.create("Loaf", {"baked_on": "day " + str(1 + 1), "id": key, **rest})


bake("l1", name="rye", grains=["rye"])
bake("l2")
for loaf in db.express_sync.list("Loaf", order_by=["id"]):
    print(loaf["name"] or "plain", loaf["grains"], loaf["weight"], loaf["prices"], loaf["baked_on"])
db.close()
