import asyncio
import logging

from closing import books_closed, try_booking
from ledger import commit, db, totals

logging.disable(logging.WARNING)

OPENING = [("C-101", "roads", 1200.0), ("C-102", "schools", 800.0), ("C-103", "roads", 300.0)]
LATE = [("C-104", "schools", 9500.0), ("C-105", "parks", 70.0)]


async def main():
    for row in OPENING:
        await commit(*row)
    before = await totals()
    with books_closed("2026-Q3"):
        for row in LATE:
            print(f"{row[0]}: {await try_booking(commit, *row)}")
        after = await totals()
    print("reported:", after)
    print("difference:", sum(after.values()) - sum(before.values()))
    await db.close_async()


asyncio.run(main())
