import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'races.db'}")


@db.model
class Runner:
    id: str
    seconds: int


async def main():
    for key, seconds in (("ada", 612), ("bo", 587), ("cy", 640)):
        await db.express.create("Runner", {"id": key, "seconds": seconds})
    ranking = await db.express.list("Runner", order_by=["seconds"])
    print("ranking:", [runner["id"] for runner in ranking])


asyncio.run(main())
