import asyncio

from store import db


class Desk:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def note(self, entry_id, text):
        async with self.lock:
            await db.express.create("CourtAudit", {"id": entry_id, "text": text})

    async def book(self, court, hour, member):
        async with self.lock:
            taken = await db.express.count("CourtBooking", {"court": court, "hour": hour})
            if taken:
                return False
            booking_id = f"{court}-{hour}"
            await db.express.create(
                "CourtBooking", {"id": booking_id, "court": court, "hour": hour, "member": member}
            )
            await self.note(booking_id, f"{member} booked court {court} at {hour}")
            return True
