from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'readings.db'}")


@db.model
class Reading:
    id: int
    meter: str
    kwh: float

    __dataflow__ = {"append_only": True, "indexes": [{"name": "ix_meter", "fields": ["meter"]}]}


db.express_sync.create("Reading", {"id": 1, "meter": "m1", "kwh": 12.5})
try:
    db.express_sync.delete("Reading", 1)
    print("deleted")
except Exception as error:
    print("refused by", type(error).__name__)
print("readings:", db.express_sync.count("Reading"))
