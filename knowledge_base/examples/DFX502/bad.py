import os

os.environ.setdefault("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")

from dataflow import DataFlow

db = DataFlow()


@db.model
class Parcel:
    __tablename__ = "dfx502_parcels"
    id: str
    carrier: str
    grams: int


db.express_sync.delete("Parcel", "p-9")
db.express_sync.create("Parcel", {"id": "p-9", "carrier": "north", "grams": 420})
print("grams:", db.express_sync.read("Parcel", "p-9")["grams"])
