from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'meters.db'}")


@db.model
class Reading:
    id: str
    value: int
    taken: datetime


def since(day):
    return datetime.fromisoformat(day)


for hour, value in [(0, 5), (7, 9), (13, 12)]:
    db.express_sync.create("Reading", {"id": f"m{hour}", "value": value, "taken": datetime(2024, 2, 2, hour)})

found = db.express_sync.list("Reading", {"taken": {"$gte": since("2024-02-02")}})
print("today:", sorted(r["value"] for r in found))
