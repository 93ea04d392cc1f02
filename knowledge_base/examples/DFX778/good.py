from datetime import date
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")
FEASTS = {date(2025, 6, 9): "Whit Monday", date(2025, 8, 15): "Assumption"}


@db.model
class Crossing:
    id: str
    day: date
    cars: int


def fare(crossing):
    return crossing["cars"] * (3 if FEASTS.get(date.fromisoformat(crossing["day"])) else 2)


db.express_sync.create("Crossing", {"id": "c1", "day": date(2025, 6, 8), "cars": 10})
db.express_sync.create("Crossing", {"id": "c2", "day": date(2025, 6, 9), "cars": 10})
crossings = db.express_sync.list("Crossing")
print("fares:", sum(fare(crossing) for crossing in crossings))
print("on the feast:", [c["id"] for c in crossings if date.fromisoformat(c["day"]) == date(2025, 6, 9)])
