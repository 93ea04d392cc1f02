from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'depot.db'}")


@db.model
class Parcel:
    id: str
    grams: int


db.express_sync.create("Parcel", {"id": "p1", "grams": 300})
db.express_sync.bulk_upsert("Parcel", [{"id": "p1", "grams": 310}, {"id": "p2", "grams": 80}])
print("parcels:", db.express_sync.count("Parcel"))
