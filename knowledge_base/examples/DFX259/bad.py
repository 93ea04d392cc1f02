from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'coupons.db'}")


@db.model
class Coupon:
    id: str
    campaign: str


for key, campaign in [("c1", "spring"), ("c2", "autumn"), ("c3", "spring")]:
    db.express_sync.create("Coupon", {"id": key, "campaign": campaign})

db.express_sync.bulk_delete("Coupon", {"campaign": "spring"})
print("coupons:", db.express_sync.count("Coupon"))
