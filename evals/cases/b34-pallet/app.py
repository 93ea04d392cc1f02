import asyncio

from dataflow import DataFlow

from backup import backup
from settings import BACKUP_FILE, DATABASE_URL, DB_FILE

db = DataFlow(DATABASE_URL)


@db.model
class Pallet:
    id: str
    goods: str
    aisle: int


async def store(goods, aisle):
    number = await db.express.count("Pallet") + 1
    await db.express.create("Pallet", {"id": f"P{number:04d}", "goods": goods, "aisle": aisle})


async def main():
    for goods, aisle in [("tiles", 3), ("cement", 3), ("paint", 7)]:
        await store(goods, aisle)
    print("pallets stored:", await db.express.count("Pallet"))
    await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
    print("backup written:", backup(DB_FILE, BACKUP_FILE).name)
