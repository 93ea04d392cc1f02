from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bakery.db'}")


@db.model
class Loaf:
    id: str
    name: str
    grams: int


for loaf_id, name, grams in (("l1", "Rye", 900), ("l2", "Bun", 80), ("l3", "Miche", 1900)):
    db.express_sync.create("Loaf", {"id": loaf_id, "name": name, "grams": grams})

heavy = db.express_sync.list("Loaf", {"grams": {"$gte": 500}}, order_by=["name"])
print("heavy:", [loaf["name"] for loaf in heavy])
db.close()
