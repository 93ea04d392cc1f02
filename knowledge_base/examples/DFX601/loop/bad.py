import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'zoo.db'}")


@db.model
class Animal:
    id: str
    species: str


async def main():
    await db.express.bulk_create(
        "Animal", [{"id": "a1", "species": "okapi"}, {"id": "a2", "species": "tapir"}]
    )
    for animal in db.express.list("Animal", order_by=["id"]):
        print(animal["id"], animal["species"])
    await db.close_async()


asyncio.run(main())
