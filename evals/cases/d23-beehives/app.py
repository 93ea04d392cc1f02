import asyncio

import apiary
from models import db


async def main():
    await apiary.add_hives("south slope", ["Anna", "Berta", "Clara"])
    await apiary.inspect("Anna", 7, True)
    await apiary.inspect("Berta", 5, False)

    hives = await apiary.hives_by_id()
    print("hives:", len(hives))
    for hive in hives.values():
        print(" ", hive["name"], "-", hive["orchard"])
    await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
