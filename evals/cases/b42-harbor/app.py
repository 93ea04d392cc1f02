import asyncio

from repo import BerthRepo, db


async def main():
    berths = BerthRepo("m.olsen")
    await berths.add("B-07", 8.5)
    await berths.add("B-08", 6.0)
    await berths.save("B-07", vessel="MS Freya")
    for berth in await db.express.list("HarborBerth", order_by=["id"]):
        print(berth["id"], berth["vessel"] or "free", berth["updated_by"] or "-")
    await db.close_async()


asyncio.run(main())
