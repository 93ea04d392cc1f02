import asyncio

from scales import db, scale_writes


async def main():
    await db.express.create("Weighing", {"id": "w1", "kilos": 800})
    print("first:", (await db.express.read("Weighing", "w1"))["kilos"])
    scale_writes(950)
    print("then:", (await db.express.read("Weighing", "w1"))["kilos"])
    await db.close_async()


asyncio.run(main())
