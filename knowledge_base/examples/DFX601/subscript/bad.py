import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'auction.db'}")


@db.model
class Lot:
    id: str
    title: str
    bid: int = 0


async def main():
    await db.express.create("Lot", {"id": "l1", "title": "Clock", "bid": 120})
    lot = db.express.read("Lot", "l1")
    print("highest bid:", lot["bid"])
    await db.close_async()


asyncio.run(main())
