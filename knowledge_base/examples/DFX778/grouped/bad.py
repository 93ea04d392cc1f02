from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hut.db'}")


@db.model
class Night:
    id: str
    day: date
    guests: int


def guests_per_day():
    found = defaultdict(int)
    for night in db.express_sync.list("Night"):
        found[night["day"]] += night["guests"]
    return found


def days(first, count):
    return [first + timedelta(days=number) for number in range(count)]


FIRST = date(2025, 7, 1)
for number, guests in enumerate([4, 0, 7]):
    db.express_sync.create(
        "Night", {"id": f"n{number}", "day": FIRST + timedelta(days=number), "guests": guests}
    )
counts = guests_per_day()
for day in days(FIRST, 4):
    print(day.isoformat(), counts.get(day, 0))
