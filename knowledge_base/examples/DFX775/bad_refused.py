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
    records = [{"label": label, "offset_mm": value} for label, value in offsets.items()]
    express.bulk_update("Sensor", records, key_field="label")


calibrate(db.express_sync, {"north": 4, "south": -2})
print([(one["label"], one["offset_mm"]) for one in db.express_sync.list("Sensor", order_by=["label"])])
db.close()
