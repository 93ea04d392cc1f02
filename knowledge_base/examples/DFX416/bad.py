from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gym.db'}")


@db.model
class Locker:
    __dataflow__ = {"indexes": [{"name": "one_locker_code", "fields": ["cdoe"], "unique": True}]}
    id: str
    code: str


def assign(locker_id, code):
    try:
        db.express_sync.create("Locker", {"id": locker_id, "code": code})
        return "assigned"
    except Exception:
        return "refused"


print("first:", assign("l1", "0815"))
print("second:", assign("l2", "0815"))
