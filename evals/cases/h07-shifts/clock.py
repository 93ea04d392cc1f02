from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "shifts.db"
for old in DB_FILE.parent.glob("shifts.db*"):
    old.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Punch:
    id: str
    badge: str
    gate: str
    at: datetime


async def punch(number, badge, gate, at):
    return await db.express.create("Punch", {"id": f"p{number:03}", "badge": badge,
                                             "gate": gate, "at": at})


async def between(begin, end, gate=None):
    window = {"at": {"$gte": begin.isoformat(), "$lt": end.isoformat()}}
    if gate:
        window["gate"] = gate
    return await db.express.list("Punch", window, order_by=["at"])
