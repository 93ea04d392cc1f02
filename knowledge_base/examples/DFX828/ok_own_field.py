import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop_table():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx_828_keys")
    await connection.close()


asyncio.run(drop_table())
db = DataFlow(URL)


@db.model
class Key:
    __tablename__ = "dfx_828_keys"
    id: str
    holder: str
    updated_on: str = ""


async def main():
    await db.express.create("Key", {"id": "k1", "holder": "Sam"})
    await db.express.update("Key", "k1", {"holder": "Eve", "updated_on": "2026-03-01"})
    print((await db.express.read("Key", "k1"))["holder"])
    await db.close_async()


asyncio.run(main())
