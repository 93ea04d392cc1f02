import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'library.db'}")


@db.model
class Loan:
    id: str
    reader: str
    days: int


async def prolong(loan, days):
    async with db.transactions.begin():
        await db.express.update("Loan", loan, {"days": days})
        if days > 60:
            raise ValueError("at most 60 days")


async def main():
    await db.express.create("Loan", {"id": "l1", "reader": "Moreau", "days": 14})
    for days in (28, 90):
        try:
            await prolong("l1", days)
        except ValueError as error:
            print("refused:", error)
    print("days:", (await db.express.read("Loan", "l1", cache_ttl=0))["days"])
    await db.close_async()


asyncio.run(main())
