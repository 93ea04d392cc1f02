import asyncio

from service import db, start


async def main():
    await start()
    print("beacons:", await db.express.count("Beacon"))
    await db.close_async()


asyncio.run(main())
