import asyncio
import os

from dataflow import DataFlow

db = DataFlow(os.environ["DATABASE_URL"])


@db.model
class Ridge:
    id: str
    metres: int


async def main():
    await db.create_tables_async()
    await db.express.create("Ridge", {"id": "r-1", "metres": 900})
    print((await db.express.read("Ridge", "r-1"))["metres"])
    await db.close_async()


asyncio.run(main())
