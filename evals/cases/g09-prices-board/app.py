import asyncio

from board import db, show


async def main():
    await db.initialize()
    await db.express.upsert("Boardprice", {"id": "tea", "cents": 390}, conflict_on=["id"])
    print("before:", await show())
    await db.express.upsert("Boardprice", {"id": "tea", "cents": 420}, conflict_on=["id"])
    print("after:", await show())
    await db.close_async()


asyncio.run(main())
