import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'notary.db'}")


@db.model
class Deed:
    id: int
    parcel: str


async def main():
    await db.express.create("Deed", {"id": 1, "parcel": "12/4"})
    async with db.transactions.begin() as tx:
        await tx.execute_raw("UPDATE deeds SET parcel = ? WHERE id = ?", ["12/5", 1])
    print("parcel:", (await db.express.read("Deed", 1, cache_ttl=0))["parcel"])
    await db.close_async()


asyncio.run(main())
