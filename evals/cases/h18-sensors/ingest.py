"""Takes over what the gateways have collected and reports what is new since the last run."""
from store import db


async def last_seen(sensor):
    newest = await db.express.list("Reading", {"sensor": sensor}, limit=1, order_by=["-taken_at"])
    return newest[0]["taken_at"] if newest else None


async def take_over(lines):
    for reading_id, sensor, taken_at, celsius in lines:
        await db.express.create(
            "Reading", {"id": reading_id, "sensor": sensor, "taken_at": taken_at, "celsius": celsius}
        )


async def news(marks):
    found = {}
    for sensor, mark in marks.items():
        criteria = {"sensor": sensor}
        if mark is not None:
            criteria["taken_at"] = {"$gt": mark}
        rows = await db.express.list("Reading", criteria, order_by=["taken_at"])
        found[sensor] = [row["celsius"] for row in rows]
    return found


async def run(lines, sensors):
    marks = {sensor: await last_seen(sensor) for sensor in sensors}
    await take_over(lines)
    return await news(marks)
