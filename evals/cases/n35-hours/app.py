import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'report.db'}")


@db.model
class Case:
    id: str
    hours: int


async def hours():
    total = 0
    for case in await db.express.list("Case"):
        await asyncio.sleep(0.8)
        total += case["hours"]
    return total


async def main():
    try:
        for number in range(3):
            await db.express.create("Case", {"id": f"c{number}", "hours": 2})
        print("hours:", await asyncio.wait_for(hours(), 1))
    finally:
        await db.close_async()


asyncio.run(main())
