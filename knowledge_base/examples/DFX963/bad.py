import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("dfx963_hives"))
db = DataFlow(URL)


@db.model
class Dfx963Hive:
    id: int
    label: str
    frames: int


async def main():
    try:
        for frames in (8, 10):
            hive = {"id": 1, "label": "H1", "frames": frames}
            await db.express.upsert("Dfx963Hive", hive, conflict_on=["label"])
        print("hives:", [(one["label"], one["frames"]) for one in await db.express.list("Dfx963Hive")])
    finally:
        db.close()


asyncio.run(main())
