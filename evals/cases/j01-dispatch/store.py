from pathlib import Path
from typing import Optional

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "dispatch.db"
for leftover in DB_FILE.parent.glob("dispatch.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Parcel:
    id: str
    city: str
    weight: float
    status: str = "received"
    fee: Optional[float] = None


def take_in(parcels):
    for number, city, weight in parcels:
        db.express_sync.create("Parcel", {"id": number, "city": city, "weight": weight})
