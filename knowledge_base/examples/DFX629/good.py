import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'scores.db'}")


@db.model
class Score:
    id: str
    points: int


async def main():
    await db.express.create("Score", {"id": "s1", "points": 12})
    print("scores:", await db.express.count("Score"))
    await db.close_async()


asyncio.run(main())
