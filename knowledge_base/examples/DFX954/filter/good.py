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
    owner_name: str
    __tablename__ = "dfx954_filtered"


async def main():
    try:
        await db.express.create("Locker", {"id": 7, "owner_name": "Sami"})
        await db.express.create("Locker", {"id": 8, "owner_name": "Ove"})
        found = await db.express.list("Locker", {"owner_name": "Ove"})
        print("lockers of Ove:", [locker["id"] for locker in found])
    finally:
        db.close()


asyncio.run(main())
