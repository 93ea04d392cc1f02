from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'market.db'}")


@db.model
class Lot:
    id: str
    crop: str
    price: float


for number, (crop, price) in enumerate([("barley", 210.0), ("oats", 265.5), ("rye", 188.0)], start=1):
    db.express_sync.create("Lot", {"id": f"lot-{number}", "crop": crop, "price": price})

dearest = db.express_sync.list("Lot", order_by=["price DESC"])
print("dearest:", dearest[0]["crop"])
db.close()
