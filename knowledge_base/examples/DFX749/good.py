from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rental.db'}")


@db.model
class Rental:
    id: int
    bike: str
    due: datetime


db.express_sync.create("Rental", {"id": 1, "bike": "blue", "due": datetime(2024, 5, 2, 18, 0)})
rental = db.express_sync.read("Rental", 1)
late = datetime(2024, 5, 3, 9, 0) - datetime.fromisoformat(rental["due"])
print("late by hours:", late.total_seconds() / 3600)
db.close()
