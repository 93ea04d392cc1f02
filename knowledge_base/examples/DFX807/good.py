import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("dfx807_orders"))
db = DataFlow(URL)


@db.model
class Order:
    id: int
    dish: str
    __tablename__ = "dfx807_orders"


async def main():
    await db.express.create("Order", {"id": 1, "dish": "soup"})
    async with db.transactions.begin() as tx:
        await tx.execute_raw("UPDATE dfx807_orders SET dish = $1 WHERE id = $2", ["stew", 1])
    print("dish:", (await db.express.read("Order", 1, cache_ttl=0))["dish"])
    await db.close_async()


asyncio.run(main())
