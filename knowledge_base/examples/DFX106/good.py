from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'visits.db'}")


@db.model
class Visit:
    id: str
    guest: str
    arrived: datetime = None


db.express_sync.create("Visit", {"id": "v1", "guest": "Ana"})
print("visits:", db.express_sync.count("Visit"))
