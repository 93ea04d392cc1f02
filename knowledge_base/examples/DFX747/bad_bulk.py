import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'barn.db'}")


@db.model
class Animal:
    id: str
    name: str
    stall: int = 0


async def swap(express, first, second):
    animals = [await express.read("Animal", key) for key in (first, second)]
    stalls = [animal["stall"] for animal in animals]
    changed = [{**animal, "stall": stall} for animal, stall in zip(animals, reversed(stalls))]
    await express.bulk_update("Animal", changed)


async def main():
    await db.express.create("Animal", {"id": "a", "name": "Lotte", "stall": 1})
    await db.express.create("Animal", {"id": "b", "name": "Max", "stall": 2})
    await swap(db.express, "a", "b")
    print([(one["name"], one["stall"]) for one in await db.express.list("Animal", order_by=["id"])])
    await db.close_async()


asyncio.run(main())
