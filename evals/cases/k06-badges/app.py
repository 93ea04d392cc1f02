"""Front desk: registers visitors and notes when they come in."""
import asyncio

from models import db

ARRIVALS = [
    ("K-310", "Okafor", "09:05"),
    ("K-311", "Petrov", "09:20"),
    ("K-312", "Quispe", "10:00"),
]


async def register(badge, name):
    visitor = await db.express.create("Visitor", {"badge": badge, "name": name})
    return visitor


async def arrive(badge, name, clock):
    visitor = await register(badge, name)
    await db.express.create("Entry", {"visitor_id": visitor["id"], "clock": clock})
    return visitor


async def day_list():
    names = {visitor["id"]: visitor["name"] for visitor in await db.express.list("Visitor")}
    entries = await db.express.list("Entry")
    return sorted((entry["clock"], names[entry["visitor_id"]]) for entry in entries)


async def main():
    try:
        for badge, name, clock in ARRIVALS:
            await arrive(badge, name, clock)
        for clock, name in await day_list():
            print(f"{clock} {name}")
    finally:
        await db.close_async()


asyncio.run(main())
