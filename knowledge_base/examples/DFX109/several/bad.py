from dataclasses import dataclass, field
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bakery.db'}")


@dataclass(kw_only=True)
class Priced:
    prices: dict = field(default_factory=dict)


@db.model
@dataclass(kw_only=True)
class Loaf(Priced):
    id: str
    name: str = ""
    grains: list = field(default_factory=lambda: ["wheat"])
    weight: int = field(default=500)
    baked_on: str = field(default_factory=lambda: "day " + str(1 + 1))


def bake(key, **rest):
    db.express_sync.create("Loaf", {"id": key, **rest})


bake("l1", name="rye", grains=["rye"])
bake("l2")
for loaf in db.express_sync.list("Loaf", order_by=["id"]):
    print(loaf["name"] or "plain", loaf["grains"], loaf["weight"], loaf["prices"], loaf["baked_on"])
db.close()
