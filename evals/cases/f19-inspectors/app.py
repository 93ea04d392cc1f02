import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'inspect.db'}")


@db.model
class Lift:
    id: str
    floors: int


async def tables():
    found = db.discover_schema(use_real_inspection=True)
    return [name for name in found if not name.startswith("dataflow")]


async def main():
    await db.express.create("Lift", {"id": "l1", "floors": 9})
    print("tables:", await tables())
    await db.close_async()


asyncio.run(main())
