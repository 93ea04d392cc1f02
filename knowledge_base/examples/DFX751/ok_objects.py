from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'launches.db'}")


@db.model
class Launch:
    id: int
    site: str
    at: datetime


db.express_sync.create("Launch", {"id": 1, "site": "Kourou", "at": datetime(2024, 5, 1, 9, 30)})
db.express_sync.create("Launch", {"id": 2, "site": "Kiruna", "at": datetime(2024, 5, 1, 22, 0)})
db.express_sync.create("Launch", {"id": 3, "site": "Kourou", "at": datetime(2024, 5, 2, 0, 15)})

print(
    [
        launch["id"]
        for launch in db.express_sync.list(
            "Launch", {"at": {"$gte": datetime(2024, 5, 1, 12)}}, order_by=["id"]
        )
    ]
)
db.close()
