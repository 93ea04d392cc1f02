import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("dfx926_plots"))
db = DataFlow(URL)


@db.model
class Plot:
    id: int
    crop: str
    __tablename__ = "dfx926_plots"


async def main():
    try:
        await db.express.create("Plot", {"id": 1, "crop": "oats"})
        await db.express.update("Plot", 1, {"crop": "rye"})
        print("crop:", (await db.express.read("Plot", 1, cache_ttl=0))["crop"])
    finally:
        db.close()


asyncio.run(main())
