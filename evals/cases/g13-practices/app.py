import asyncio

from practices import add, db, names


async def main():
    await add("lindt", "Eva")
    await add("okafor", "Sam")
    print("lindt:", await names("lindt"))
    await db.close_async()


asyncio.run(main())
