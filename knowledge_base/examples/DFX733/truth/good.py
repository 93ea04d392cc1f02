from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cellar.db'}")


@db.model
class Cask:
    id: str
    litres: int


def fill(number, litres):
    changed = db.express_sync.update("Cask", number, {"litres": litres})
    if not changed.get("rows_affected", 1):
        db.express_sync.create("Cask", {"id": number, "litres": litres})


db.express_sync.create("Cask", {"id": "k1", "litres": 80})
fill("k1", 120)
fill("k2", 60)
print([(cask["id"], cask["litres"]) for cask in db.express_sync.list("Cask", cache_ttl=0)])
db.close()
