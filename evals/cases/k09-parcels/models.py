from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("parcels.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'parcels.db'}")


@db.model
class Parcel:
    id: str
    receiver: str
    place: str
