from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parcels.db'}")


@db.model
class Parcel:
    id: str
    grams: int | None = None


for number, grams in (("p-1", 900), ("p-2", 1200), ("p-3", 30)):
    db.express_sync.create("Parcel", {"id": number, "grams": grams})
heavy = db.express_sync.list("Parcel", {"grams": {"$gt": 500}})
print(sorted(parcel["id"] for parcel in heavy))
db.close()
