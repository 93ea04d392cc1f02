import asyncio
from pathlib import Path

import nightly
from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lockers.db'}")


@db.model
class Locker:
    id: str
    owner: str
    paid: bool = False


async def main():
    await db.express.create("Locker", {"id": "L1", "owner": "ada", "paid": True})
    await db.express.create("Locker", {"id": "L2", "owner": "bo"})
    unpaid = await db.express.list("Locker", {"paid": False})
    print("before:", [locker["owner"] for locker in unpaid])
    nightly.import_payments(Path(__file__).resolve().parent / "lockers.db", ["L2"])
    unpaid = await db.express.list("Locker", {"paid": False})
    print("after:", [locker["owner"] for locker in unpaid])
    await db.close_async()


asyncio.run(main())
