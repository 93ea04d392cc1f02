from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'coupons.db'}")


@db.model
class Coupon:
    id: str
    used: int = 0


def redeem(runtime, code):
    flow = WorkflowBuilder()
    flow.add_node("CouponUpdateNode", "redeem", {"id": code, "filter": {"used": 0}, "fields": {"used": 1}})
    results, _ = runtime.execute(flow.build())
    return bool(results["redeem"]["updated"])


db.express_sync.create("Coupon", {"id": "SPRING"})
with LocalRuntime() as runtime:
    for guest in ("Lea", "Tom"):
        print(guest, "gets the discount:", redeem(runtime, "SPRING"))
print("coupons:", db.express_sync.count("Coupon"))
db.close()
