from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'trains.db'}")


@db.model
class Delay:
    id: str
    month: str
    minutes: int


def average(rows):
    return sum(row["minutes"] for row in rows) / len(rows)


for number, (month, minutes) in enumerate([("march", 4), ("march", 11), ("may", 2)]):
    db.express_sync.create("Delay", {"id": f"d{number}", "month": month, "minutes": minutes})

for month in ("march", "april", "may"):
    print(month, average(db.express_sync.list("Delay", {"month": month})))
