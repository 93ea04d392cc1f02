from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tides.db'}")


@db.model
class Tide:
    id: int
    harbour: str
    high_at: datetime


db.express_sync.create("Tide", {"id": 1, "harbour": "Emden", "high_at": datetime(2024, 3, 9, 4, 35)})
tide = db.express_sync.read("Tide", 1)
high = datetime.strptime(tide["high_at"], "%Y-%m-%dT%H:%M:%S")
print("high water:", high.hour, high.minute)
db.close()
