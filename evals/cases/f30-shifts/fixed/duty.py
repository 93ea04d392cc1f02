from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'duty.db'}")


@db.model
class Nurse:
    id: str
    on_duty: bool = False


def on_duty():
    return [nurse["id"] for nurse in db.express_sync.list("Nurse", order_by=["id"]) if nurse["on_duty"]]
