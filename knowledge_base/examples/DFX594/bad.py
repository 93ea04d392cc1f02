import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'buoys.db'}")


@db.model
class Buoy:
    id: str
    lit: bool


async def main():
    await db.initialize()
    db.on_model_change("Buoy", lambda event: print(event.payload["operation"]))
    await db.express.create("Buoy", {"id": "b-7", "lit": True})
    await db.close_async()


asyncio.run(main())
