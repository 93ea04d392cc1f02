import asyncio

from models import db
from report import distance

VANS = {"north": ["n1", "n2"], "south": ["s1"], "harbour": [], "west": ["w1"]}
TRIPS = [("n1", 40), ("n1", 12), ("n2", 30), ("s1", 75), ("w1", 8)]


async def load():
    for depot, vans in VANS.items():
        for van in vans:
            await db.express.create("Van", {"id": van, "depot": depot})
    for number, (van, km) in enumerate(TRIPS, start=1):
        await db.express.create("Trip", {"id": f"t{number}", "van_id": van, "km": km})


async def main():
    try:
        await load()
        for depot in VANS:
            print(f"{depot}: {await distance(depot)} km")
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
