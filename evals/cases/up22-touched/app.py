import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'doors.db'}")


@db.model
class Door:
    id: str
    state: str


async def main():
    await db.express.create("Door", {"id": "d1", "state": "shut"})
    first = (await db.express.read("Door", "d1")).get("updated_at")
    await asyncio.sleep(1.2)
    await db.express.update("Door", "d1", {"state": "open"})
    after = await db.express.read("Door", "d1")
    print("state:", after["state"], "moved:", first != after.get("updated_at"))
    await db.close_async()


asyncio.run(main())
