from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gym.db'}")


@db.model
class Member:
    id: str
    plan: str


def load(batch):
    for member_id, plan in batch:
        db.express_sync.create("Member", {"id": member_id, "plan": plan})


load([("m1", "day"), ("m2", "year")])
load([("m2", "month"), ("m3", "day")])
print("plans:", [m["plan"] for m in db.express_sync.list("Member", order_by=["id"])])
