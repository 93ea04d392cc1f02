from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gauges.db'}")


@db.model
class Gauge:
    id: str
    level: int


db.express_sync.create("Gauge", {"id": "g1", "level": 3})
print("before:", db.express_sync.list("Gauge", {"id": "g1"})[0]["level"])
db.express_sync.upsert("Gauge", {"id": "g1", "level": 8})
print("after:", db.express_sync.list("Gauge", {"id": "g1"})[0]["level"])
db.close()
