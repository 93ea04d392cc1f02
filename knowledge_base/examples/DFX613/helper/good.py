import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lift.db'}")


@db.model
class Ride:
    id: str
    floor: int


async def store(ride, floor):
    await db.express.create("Ride", {"id": ride, "floor": floor})


async def note(ride, floor):
    await store(ride, floor)


async def arrive(ride, floor):
    await note(ride, floor)
    return f"{ride} is on floor {floor}"


async def main():
    for ride, floor in (("r1", 3), ("r2", 7)):
        print(await arrive(ride, floor))


asyncio.run(main())
print("rides:", db.express_sync.count("Ride"))
db.close()
