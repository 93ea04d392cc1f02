from datetime import date, timedelta
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'garden.db'}")
FROST = {date(2025, 5, 12), date(2025, 5, 13)}
PLAN = [{"id": f"s{number}", "day": date(2025, 5, 11) + timedelta(days=number)} for number in range(3)]


@db.model
class Sowing:
    id: str
    day: date


print("planned in frost:", [entry["id"] for entry in PLAN if entry["day"] in FROST])
for entry in PLAN:
    db.express_sync.create("Sowing", entry)
sowings = db.express_sync.list("Sowing", order_by=["id"])
for sowing in sowings:
    sowing["day"] = date.fromisoformat(sowing["day"])
print("sown in frost:", [sowing["id"] for sowing in sowings if sowing["day"] in FROST])
