"""Books a transfer of grain from one silo to another."""
import asyncio

from store import db
from transfer import move


async def main():
    try:
        await db.express.create("GrainSilo", {"id": 1, "name": "East", "tons": 80})
        await db.express.create("GrainSilo", {"id": 2, "name": "West", "tons": 15})
        await move(1, 2, 25)
        for silo in sorted(await db.express.list("GrainSilo"), key=lambda s: s["id"]):
            print(silo["name"], silo["tons"])
    finally:
        await db.close_async()


asyncio.run(main())
