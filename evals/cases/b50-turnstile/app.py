import asyncio

from models import db
from visits import check_in

SCANS = ["A-100", "A-100", "B-200", "A-100", "C-300", "B-200"]


async def main():
    await check_in("Z-900", "2026-05-04")
    visits = await asyncio.gather(*(check_in(badge, "2026-05-04") for badge in SCANS))
    for badge, visit in zip(SCANS, visits):
        print(badge, "visit", visit["badge"], visit["day"])
    print("visitors today:", await db.express.count("TurnstileVisit", {"day": "2026-05-04"}))
    await db.close_async()


asyncio.run(main())
