"""Rota of the fire station: model and queries."""
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "rota.db"
for leftover in DB_FILE.parent.glob("rota.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}", cache_enabled=False)


@db.model
class Duty:
    id: str
    person: str
    day: str
    hours: int


async def plan(entries):
    for person, day, hours in entries:
        await db.express.create("Duty", {"id": f"{day}/{person}", "person": person, "day": day, "hours": hours})
    return len(entries)


async def hours_per_person():
    totals = {}
    for duty in await db.express.list("Duty", {}, limit=1000):
        totals[duty["person"]] = totals.get(duty["person"], 0) + duty["hours"]
    return dict(sorted(totals.items()))
