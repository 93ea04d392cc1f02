from models import db


async def vans_of(depot):
    vans = await db.express.list("Van", {"depot": depot}, limit=500)
    return [van["id"] for van in vans]


async def trips_of(depot):
    vans = await vans_of(depot)
    return await db.express.list("Trip", {"van_id": {"$in": vans}}, limit=5000)


async def distance(depot):
    return sum(trip["km"] for trip in await trips_of(depot))
