import asyncio

from beers import beers, db, put


async def main():
    await put("north", "lager", 4.9)
    await put("south", "lager", 5.2)
    print("north:", await beers("north"))
    await db.close_async()


asyncio.run(main())
