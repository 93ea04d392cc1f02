import asyncio

from collector import db, store
from export import hottest

SAMPLES = {
    "boiler": [61.5, 64.25, 63.0],
    "attic": [18.5, 21.75],
    "cellar": [11.0],
}


async def collect():
    try:
        for sensor, values in SAMPLES.items():
            print(f"{sensor}: {await store(sensor, values)} readings kept")
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(collect())
    for sensor, celsius in hottest(2):
        print(f"peak {sensor} {celsius:.2f}")
