from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'fleet.db'}")


@db.model
class Truck:
    id: str
    km: int
    driver: str = ""


db.express_sync.create("Truck", {"id": "T9", "km": 1200})
truck = dict(db.express_sync.read("Truck", "T9"))
truck["km"] += 250
del truck["found"]
db.express_sync.update("Truck", truck.pop("id"), truck)
print("km:", db.express_sync.read("Truck", "T9")["km"])
db.close()
