from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'fleet.db'}")


@db.model
class Van:
    id: str
    plate: str
    seats: int = 3


FORM = {"id": "v1", "plate": "B-XY 12", "seats": 9}

db.express_sync.create("Van", FORM)
print("van:", db.express_sync.read("Van", "v1")["plate"])
