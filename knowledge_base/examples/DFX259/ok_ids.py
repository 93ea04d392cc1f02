from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'coupons.db'}")


@db.model
class Coupon:
    id: str
    campaign: str


for key in ("c1", "c2", "c3"):
    db.express_sync.create("Coupon", {"id": key, "campaign": "spring"})

db.express_sync.bulk_delete("Coupon", ["c1", "c3"])
print("coupons:", db.express_sync.count("Coupon"))
