import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'herbs.db'}", auto_migrate=False)


@db.model
class Herb:
    id: str
    pot: int


async def main():
    db.create_tables()
    await db.express.create("Herb", {"id": "thyme", "pot": 2})
    print("herbs:", await db.express.count("Herb"))
    await db.close_async()


asyncio.run(main())
