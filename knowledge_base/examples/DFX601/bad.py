import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bikes.db'}")


@db.model
class Rental:
    id: str
    bike: int
    returned: bool = False


async def hand_out(rental_id, bike):
    db.express.create("Rental", {"id": rental_id, "bike": bike})


async def main():
    await hand_out("r1", 17)
    await hand_out("r2", 21)
    print("bikes out:", await db.express.count("Rental", {"returned": False}))
    await db.close_async()


asyncio.run(main())
