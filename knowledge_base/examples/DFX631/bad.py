import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'birds.db'}")


@db.model
class Bird:
    id: str
    seen: int


async def main():
    await db.express.bulk_create("Bird", [{"id": "wren", "seen": 4}, {"id": "jay", "seen": 1}])
    async for bird in db.express.list("Bird", order_by=["id"]):
        print(bird["id"], bird["seen"])
    await db.close_async()


asyncio.run(main())
