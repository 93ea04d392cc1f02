import asyncio

from store import book, db


async def main():
    await db.initialize()
    await db.express.count("Seat")
    await book([4, 5], "noor")
    print("seat 4:", (await db.express.read("Seat", 4))["guest"])
    await db.close_async()


asyncio.run(main())
