import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'atlas.db'}")


@db.model
class Peak:
    id: str
    metres: int


def save(peak_id, metres):
    loop = asyncio.get_event_loop()
    return loop.run_until_complete(db.express.create("Peak", {"id": peak_id, "metres": metres}))


async def main():
    save("triglav", 2864)
    print("peaks:", await db.express.count("Peak"))
    await db.close_async()


asyncio.run(main())
