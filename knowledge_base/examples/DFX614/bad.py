import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cinema.db'}")


@db.model
class Booking:
    id: str
    seat: str


async def main():
    asyncio.gather(
        *[db.express.create("Booking", {"id": seat, "seat": seat}) for seat in ("A1", "A2", "A3", "A4")]
    )
    return "booked"


print(asyncio.run(main()))
print("bookings:", db.express_sync.count("Booking"))
db.close()
