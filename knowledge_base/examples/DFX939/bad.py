import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lost.db'}")


@db.model
class Umbrella:
    id: int
    colour: str


async def main():
    try:
        await db.express.create("Umbrella", {"id": 1, "colour": "black"})
        print("removed:", await db.express.delete("Umbrella", 1))
    finally:
        db.close()


asyncio.run(main())
