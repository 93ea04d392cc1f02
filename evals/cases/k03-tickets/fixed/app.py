"""Moves the closed tickets of the old desk into the new one and counts them by year."""
import asyncio
from collections import Counter
from datetime import datetime

from models import db

OLD_DESK = [
    {"no": 101, "subject": "VPN drops", "opened": "2019-03-04 08:15:00"},
    {"no": 115, "subject": "New badge", "opened": "2020-07-21 10:02:00"},
    {"no": 118, "subject": "Toner", "opened": "2020-11-30 16:44:00"},
    {"no": 131, "subject": "Mail quota", "opened": "2022-01-12 09:00:00"},
]


def convert(old):
    return {
        "id": f"T{old['no']:05d}",
        "subject": old["subject"],
        "opened_at": datetime.strptime(old["opened"], "%Y-%m-%d %H:%M:%S"),
    }


async def move(tickets):
    for ticket in tickets:
        await db.express.create("Ticket", convert(ticket))


async def by_year():
    tickets = await db.express.list("Ticket", limit=1000)
    return Counter(str(ticket["opened_at"])[:4] for ticket in tickets)


async def main():
    try:
        await move(OLD_DESK)
        years = await by_year()
        print("tickets:", sum(years.values()))
        for year in sorted(years):
            print(f"{year}: {years[year]}")
    finally:
        await db.close_async()


asyncio.run(main())
