from models import db


async def add_hives(orchard, names):
    for name in names:
        await db.express.create("Hive", {"name": name, "orchard": orchard})


async def inspect(name, frames, queen_seen):
    await db.express.create("Inspection", {"hive": name, "frames": frames, "queen_seen": queen_seen})


async def hives_by_id():
    return {hive["id"]: hive for hive in await db.express.list("Hive", order_by=["name"])}
