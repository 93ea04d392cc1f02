import asyncio
from pathlib import Path

from dataflow import DataFlow
from dataflow.core.protected_engine import ProtectedDataFlow

db = ProtectedDataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'safe.db'}", enable_protection=True)


@db.model
class Coin:
    id: str
    year: int


async def main():
    await db.express.create("Coin", {"id": "c1", "year": 1901})
    db.enable_read_only_mode("audit")
    try:
        await db.express.create("Coin", {"id": "c2", "year": 1902})
        print("second: stored")
    except Exception:
        print("second: refused")
    await db.close_async()


asyncio.run(main())
