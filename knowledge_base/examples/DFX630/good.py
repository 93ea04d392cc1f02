import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'audit.db'}")


@db.model
class Entry:
    id: str
    action: str


async def log(entry_id, action):
    await db.express.create("Entry", {"id": entry_id, "action": action})


async def main():
    for number, action in enumerate(["login", "upload", "logout"]):
        await log(f"e{number}", action)
    print("entries:", await db.express.count("Entry"))
    await db.close_async()


asyncio.run(main())
