from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'post.db'}")


@db.model
class Parcel:
    id: int
    street: str
    grams: int = 500


db.express_sync.bulk_create(
    "Parcel", [{"id": n, "street": f"Mill Lane {n}", "grams": 500} for n in range(1, 151)]
)

parcels = db.express_sync.list("Parcel")
print("kilograms on the van:", sum(parcel["grams"] for parcel in parcels) / 1000)
db.close()
