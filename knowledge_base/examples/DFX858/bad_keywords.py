import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'boats.db'}")


@db.model
class Boat:
    id: str
    pier: str
    moored: bool = True



async def cast_off(pier):
    changes = {"moored": False}
    await db.express.bulk_update("Boat", where={"pier": pier}, data=changes)
    return await db.express.count("Boat", {"moored": False})


async def main():
    for name, pier in [("Ada", "north"), ("Bo", "south"), ("Cy", "north")]:
        await db.express.create("Boat", {"id": name, "pier": pier})
    print("at sea:", await cast_off("north"))
    await db.close_async()


asyncio.run(main())
