import asyncio

import aiomysql
from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder


async def drop(table):
    connection = await aiomysql.connect(host="127.0.0.1", port=3306, user="root", db="test", autocommit=True)
    cursor = await connection.cursor()
    await cursor.execute(f"DROP TABLE IF EXISTS {table}")
    connection.close()


asyncio.run(drop("dfx803_bookings"))
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Booking:
    id: int
    seat: str
    __tablename__ = "dfx803_bookings"


async def main():
    await db.express.create("Booking", {"id": 1, "seat": "4A"})
    async with db.transactions.begin() as tx:
        await tx.execute_raw("UPDATE dfx803_bookings SET seat = '7C' WHERE id = 1")
    print("seat:", (await db.express.read("Booking", 1, cache_ttl=0))["seat"])
    await db.close_async()


asyncio.run(main())
