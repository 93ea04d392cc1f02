import asyncio
from contextlib import asynccontextmanager
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'greenhouse.db'}")


@db.model
class Bed:
    id: str
    crop: str
    plants: int


class Beds:
    def __init__(self, tx):
        self.tx = tx

    async def plants(self, bed):
        cursor = self.tx.execute_raw("SELECT plants FROM beds WHERE id = ?", [bed])
        return (await cursor.fetchone())[0]

    async def add(self, bed, plants):
        self.tx.execute_raw("UPDATE beds SET plants = plants + ? WHERE id = ?", [plants, bed])


@asynccontextmanager
async def beds():
    with db.transactions_sync.begin() as tx:
        yield Beds(tx)


async def transplant(source, target, plants):
    async with beds() as work:
        await work.add(source, -plants)
        await work.add(target, plants)
        if await work.plants(source) < 0:
            raise ValueError(f"{source} has not that many")


async def main():
    await db.express.bulk_create(
        "Bed", [{"id": "north", "crop": "leek", "plants": 40}, {"id": "south", "crop": "leek", "plants": 5}]
    )
    for plants in (12, 100):
        try:
            await transplant("north", "south", plants)
        except ValueError as error:
            print("refused:", error)
    print([bed["plants"] for bed in await db.express.list("Bed", order_by=["id"], cache_ttl=0)])
    await db.close_async()


asyncio.run(main())
