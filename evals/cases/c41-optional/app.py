from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'visits.db'}")


@db.model
class Visit:
    id: str
    host: str
    badge: str


db.express_sync.create("Visit", {"id": "v1", "host": "Ulla", "badge": None})
print("visits:", db.express_sync.count("Visit"))
