from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parcel.db'}")


@db.model
class Parcel:
    id: str
    city: str
    state: str = "waiting"


for parcel_id, city, state in (("p1", "Turku", "waiting"), ("p2", "Oulu", "lost"), ("p3", "Vaasa", "sent")):
    db.express_sync.create("Parcel", {"id": parcel_id, "city": city, "state": state})

open_ones = db.express_sync.list("Parcel", {"state": {"$not": "lost"}}, order_by=["id"])
print("to follow:", [parcel["city"] for parcel in open_ones])
db.close()
