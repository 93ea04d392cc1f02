import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("dfx927_reels"))
db = DataFlow(URL)


@db.model
class Reel:
    id: int
    film: str
    __tablename__ = "dfx927_reels"


async def main():
    try:
        await db.express.create("Reel", {"id": 4, "film": "Dawn"})
        path = "/reels/4"
        await db.express.update("Reel", path.rsplit("/", 1)[-1], {"film": "Dusk"})
        print("film:", (await db.express.read("Reel", 4))["film"])
    finally:
        db.close()


asyncio.run(main())
