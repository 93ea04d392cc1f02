from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lockers.db'}")


from typing import Optional


@db.model
class Locker:
    id: str
    tenant: Optional[str] = None


def taken():
    return [locker["id"] for locker in db.express_sync.list("Locker", {"tenant": {"$ne": None}}, order_by=["id"])]
