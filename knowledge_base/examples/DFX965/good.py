import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'looms.db'}")


@db.model
class Loom:
    id: str
    threads: int


async def set_up(looms):
    for key, threads in looms.items():
        await db.express.create("Loom", {"id": key, "threads": threads})
    return await db.express.count("Loom")


print("looms:", asyncio.run(set_up({"l1": 240, "l2": 480})))
