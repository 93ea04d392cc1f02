from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "courier.db"))


@db.model
class CourierParcel:
    id: str
    city: str
    delivered: bool = False


@db.model
class CourierEvent:
    id: int
    parcel: str
    status: str
