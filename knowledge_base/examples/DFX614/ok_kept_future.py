import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cinema.db'}")


@db.model
class Booking:
    id: str
    seat: str


async def main():
    writing = asyncio.gather(
        *[db.express.create("Booking", {"id": seat, "seat": seat}) for seat in ("A1", "A2")]
    )
    print("seats:", len(await writing))
    await db.close_async()


asyncio.run(main())
