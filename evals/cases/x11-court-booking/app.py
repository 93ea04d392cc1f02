import asyncio

from desk import Desk
from store import db


async def main():
    await db.initialize()
    desk = Desk()
    try:
        for member in ("Uma", "Vic"):
            booked = await asyncio.wait_for(desk.book(2, 18, member), timeout=3)
            print(member, "booked" if booked else "turned away")
        print("audit entries:", await db.express.count("CourtAudit"))
    finally:
        await db.close_async()


asyncio.run(main())
