from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'energy.db'}")


import meter


@db.model
class Reading:
    id: str
    kwh: float


meter.prepare()
print("before:", db.express_sync.count("Reading"))
for day, kwh in meter.rows():
    db.express_sync.create("Reading", {"id": day, "kwh": kwh})
print("after:", db.express_sync.count("Reading"))
