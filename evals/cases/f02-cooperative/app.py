import asyncio

from farms import db, deliver, total


async def main():
    await deliver("hill", [5, 7])
    await deliver("mill", [3])
    print("hill:", await total("hill"), "mill:", await total("mill"))
    await db.close_async()


asyncio.run(main())
