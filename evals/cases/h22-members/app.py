"""Squash club: erasure requests of the month."""
import asyncio

from club import DB_FILE, Erasure, db

MEMBERS = {
    "m1": ("Ida Brandt", [("2025-03-02", 1), ("2025-03-09", 2)]),
    "m2": ("Jon Lauer", [("2025-03-02", 3)]),
    "m3": ("Mina Seidl", [("2025-03-04", 1), ("2025-03-11", 1), ("2025-03-18", 4)]),
}
REQUESTS = ["m1", "m3"]


async def load_month():
    for member_id, (name, visits) in MEMBERS.items():
        mail = f"{name.split()[0].lower()}@club.example"
        await db.express.create("Member", {"id": member_id, "name": name, "email": mail})
        for day, court in visits:
            await db.express.create(
                "Booking",
                {"id": f"{member_id}-{day}", "member_id": member_id, "court": court, "day": day},
            )


async def main():
    await load_month()
    async with Erasure(DB_FILE) as erasure:
        erased = [member_id for member_id in REQUESTS if await erasure.forget(member_id)]
    print("erased:", ", ".join(erased))
    members = await db.express.list("Member", {}, limit=100)
    bookings = await db.express.list("Booking", {}, limit=100)
    print(f"members left: {len(members)}, bookings left: {len(bookings)}")
    for booking in sorted(bookings, key=lambda b: b["id"]):
        print(" ", booking["member_id"], booking["day"], "court", booking["court"])
    await db.close_async()


asyncio.run(main())
