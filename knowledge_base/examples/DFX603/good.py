import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")


@db.model
class Sailing:
    id: str
    harbour: str


async def main():
    await db.express.create("Sailing", {"id": "s1", "harbour": "Rostock"})
    print("sailings:", await db.express.count("Sailing"))
    await db.close_async()


asyncio.run(main())
