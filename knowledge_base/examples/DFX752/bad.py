from datetime import date, datetime
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shifts.db'}")


@db.model
class Clock:
    id: int
    worker: str
    at: datetime


db.express_sync.create("Clock", {"id": 1, "worker": "Edo", "at": datetime(2024, 6, 29, 8, 0)})
db.express_sync.create("Clock", {"id": 2, "worker": "Edo", "at": datetime(2024, 6, 30, 8, 5)})
db.express_sync.create("Clock", {"id": 3, "worker": "Edo", "at": datetime(2024, 7, 1, 7, 55)})

june = db.express_sync.count("Clock", {"at": {"$lte": date(2024, 6, 30)}})
print("in June:", june)
db.close()
