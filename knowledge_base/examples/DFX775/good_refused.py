import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Sensor:
    id: int
    label: str
    offset_mm: int = 0


db.express_sync.create("Sensor", {"label": "north"})
db.express_sync.create("Sensor", {"label": "south"})


def calibrate(express, offsets):
    ids = {one["label"]: one["id"] for one in express.list("Sensor")}
    express.bulk_update("Sensor", [{"id": ids[label], "offset_mm": value} for label, value in offsets.items()])


calibrate(db.express_sync, {"north": 4, "south": -2})
print([(one["label"], one["offset_mm"]) for one in db.express_sync.list("Sensor", order_by=["label"])])
db.close()
