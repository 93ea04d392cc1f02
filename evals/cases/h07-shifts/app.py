"""Shows who came through which gate, shift by shift."""
import asyncio
from datetime import datetime, timedelta

from clock import between, db, punch

DAY = datetime(2025, 5, 12)
SHIFTS = [("early", 6), ("late", 14), ("night", 22)]

PUNCHES = [
    ("B11", "north", 5, 58), ("B14", "north", 6, 0), ("B17", "south", 7, 41),
    ("B21", "south", 13, 59), ("B14", "north", 14, 5), ("B30", "north", 16, 20),
    ("B11", "south", 22, 10), ("B30", "north", 25, 30),
]


async def fill():
    for number, (badge, gate, hour, minute) in enumerate(PUNCHES, start=1):
        await punch(number, badge, gate, DAY + timedelta(hours=hour, minutes=minute))


async def shift_report(name, first_hour, length=8):
    begin = DAY + timedelta(hours=first_hour)
    end = begin + timedelta(hours=length)
    rows = await between(begin, end)
    north = await between(begin, end, gate="north")
    badges = ",".join(row["badge"] for row in rows) or "nobody"
    return f"{name:<5} {begin:%H:%M}: {badges} ({len(north)} at the north gate)"


async def main():
    await fill()
    print("punches:", await db.express.count("Punch"))
    for name, first_hour in SHIFTS:
        print(await shift_report(name, first_hour))
    await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
