import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bikes.db'}")


@db.model
class Rental:
    id: str
    bike: int


async def main():
    writes = [db.express.create("Rental", {"id": f"r{n}", "bike": n}) for n in range(4)]
    await asyncio.gather(*writes)
    counting = db.express.count("Rental")
    print("rentals:", await counting)
    await db.close_async()


asyncio.run(main())
