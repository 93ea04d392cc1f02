import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")


@db.model
class Booking:
    id: str
    cabin: str


async def book(booking_id, cabin):
    try:
        await db.express.create("Booking", {"id": booking_id, "cabin": cabin})
    except Exception:
        return "refused"
    return "booked"


async def main():
    print("first:", await book("k1", "A"))
    print("second:", await book("k1", "B"))
    await db.close_async()


asyncio.run(main())
