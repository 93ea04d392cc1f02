from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parking.db'}")


@db.model
class Permit:
    id: str
    plate: str
    zone: str = "A"

    __dataflow__ = {"indexes": [{"name": "uq_plate", "fields": ["plate"], "unique": True}]}


def renew(key, plate, zone):
    """One permit a plate: a second request moves it to another zone."""
    return db.express_sync.upsert("Permit", {"id": key, "plate": plate, "zone": zone})


renew("p1", "W-100", "A")
renew("p2", "W-200", "B")
renew("p3", "W-100", "C")
print("W-100 parks in", db.express_sync.find_one("Permit", {"plate": "W-100"})["zone"])
