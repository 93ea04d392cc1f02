"""Moves the tickets of the old help desk over and lists the ones that wait too long."""
import asyncio
import csv
from datetime import datetime, timedelta

from models import HERE, db

REPORT_DAY = datetime(2024, 6, 30)
LIMIT = timedelta(days=90)


async def import_tickets(path):
    with open(path, newline="") as handle:
        for row in csv.DictReader(handle):
            row["created_at"] = datetime.fromisoformat(row["created_at"])
            await db.express.create("Ticket", row)


async def overdue():
    late = []
    for ticket in await db.express.list("Ticket", {"closed": False}, limit=1000):
        opened = datetime.fromisoformat(str(ticket["created_at"]))
        if REPORT_DAY - opened > LIMIT:
            late.append(ticket["id"])
    return sorted(late)


async def main():
    try:
        await import_tickets(HERE / "tickets.csv")
        print("imported:", await db.express.count("Ticket"))
        print("overdue:", ", ".join(await overdue()) or "none")
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
