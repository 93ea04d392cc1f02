import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'beacon.db'}")


@db.model
class Signal:
    id: str
    strength: int


async def watch():
    while True:
        await db.express.count("Signal")
        await asyncio.sleep(0.01)


async def main():
    watcher = asyncio.create_task(watch())
    for number in range(4):
        await db.express.create("Signal", {"id": f"s{number}", "strength": number})
    watcher.cancel()
    try:
        await watcher
    except asyncio.CancelledError:
        pass
    print("signals:", await db.express.count("Signal"))
    await db.close_async()


asyncio.run(main())
