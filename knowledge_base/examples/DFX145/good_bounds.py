from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rooms.db'}")


LIMITS = {"range": {"min": 1, "max": 6}}


@db.model
class Room:
    id: int
    label: str
    beds: int

    __validation__ = {"beds": LIMITS}


for number, beds in enumerate([2, 30], start=1):
    try:
        db.express_sync.create("Room", {"id": number, "label": f"R{number}", "beds": beds})
        print("room", number)
    except Exception:
        print("too many beds:", beds)
