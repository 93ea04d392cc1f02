from datetime import date, timedelta
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'choir.db'}")
CLOSED = {"2025-10-03", "2025-12-25"}


@db.model
class Rehearsal:
    id: str
    day: date


for number in range(3):
    db.express_sync.create(
        "Rehearsal", {"id": f"r{number}", "day": date(2025, 10, 2) + timedelta(days=number)}
    )
rehearsals = db.express_sync.list("Rehearsal")
print("held:", [one["id"] for one in rehearsals if one["day"] not in CLOSED])
print("first:", [one["id"] for one in rehearsals if one["day"] == date(2025, 10, 2).isoformat()])
