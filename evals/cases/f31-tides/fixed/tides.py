from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tides.db'}")


from datetime import datetime


@db.model
class Tide:
    id: str
    at: datetime


def since(day):
    return [tide["id"] for tide in db.express_sync.list("Tide", {"at": {"$gte": datetime.fromisoformat(day)}}, order_by=["id"])]
