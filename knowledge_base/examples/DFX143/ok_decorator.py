from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'readings.db'}")


@db.model(append_only=True)
class Reading:
    id: int
    meter: str


db.express_sync.create("Reading", {"id": 1, "meter": "m1"})
print("readings:", db.express_sync.count("Reading"))
