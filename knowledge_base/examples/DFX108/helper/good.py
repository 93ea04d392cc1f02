import random
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lots.db'}")


def lot_number():
    return f"L-{random.getrandbits(64):x}"


@db.model
class Lot:
    id: str
    article: str
    number: str


def enter(key, article):
    record = {"id": key, "article": article, "number": lot_number()}
    db.express_sync.create("Lot", record)


for key, article in (("a", "lamp"), ("b", "vase"), ("c", "chair")):
    enter(key, article)
print("numbers:", len({lot["number"] for lot in db.express_sync.list("Lot", limit=10)}))
