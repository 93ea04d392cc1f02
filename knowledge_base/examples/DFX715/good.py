from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'plates.db'}")


@db.model
class Car:
    id: int
    plate: str


for number, plate in enumerate(("HH-210", "B-77", "HH-9", "M-4101"), start=1):
    db.express_sync.create("Car", {"id": number, "plate": plate})

hamburg = db.express_sync.list("Car", {"plate": {"$like": "HH-%"}}, order_by=["id"])
print("from HH:", [car["plate"] for car in hamburg])
db.close()
