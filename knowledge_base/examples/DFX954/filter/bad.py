import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("dfx954_filtered"))
db = DataFlow(URL)


@db.model
class Locker:
    id: int
    ownerName: str
    __tablename__ = "dfx954_filtered"


async def main():
    try:
        await db.express.create("Locker", {"id": 7, "ownerName": "Sami"})
        await db.express.create("Locker", {"id": 8, "ownerName": "Ove"})
        found = await db.express.list("Locker", {"ownerName": "Ove"})
        print("lockers of Ove:", [locker["id"] for locker in found])
    finally:
        db.close()


asyncio.run(main())
