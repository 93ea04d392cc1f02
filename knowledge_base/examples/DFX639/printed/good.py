import asyncio

from dataflow import DataFlow

db = DataFlow(":memory:")


@db.model
class Gull:
    id: str
    ring: str


async def ring(key, number):
    await db.express.create("Gull", {"id": key, "ring": number})


async def ringed():
    return await db.express.count("Gull")


async def main():
    for key in ("g1", "g2"):
        await ring(key, key.upper())
    print("ringed:", await ringed())
    await db.close_async()


asyncio.run(main())
