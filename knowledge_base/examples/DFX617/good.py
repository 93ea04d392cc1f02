import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'toys.db'}", auto_migrate=False)


@db.model
class Toy:
    id: str
    age_from: int


async def main():
    await db.create_tables_async()
    await db.express.create("Toy", {"id": "kite", "age_from": 6})
    print("toys:", await db.express.count("Toy"))
    await db.close_async()


asyncio.run(main())
