import asyncio

from dataflow import DataFlow

from settings import load
import clean

settings = load("plant")
clean.reset("quarry_truckloads")
db = DataFlow(settings.url, pool_size=4)


@db.model
class QuarryTruckload:
    id: str
    material: str
    tonnes: float
    accepted: bool = True


async def weigh_in(entries):
    for number, (material, tonnes) in enumerate(entries, start=1):
        await db.express.create(
            "QuarryTruckload",
            {"id": f"load-{number}", "material": material, "tonnes": tonnes},
        )


async def main():
    try:
        await weigh_in([("gravel", 18.5), ("sand", 22.0), ("gravel", 17.25)])
        loads = await db.express.list("QuarryTruckload", {"material": "gravel"})
        print("gravel tonnes:", sum(load["tonnes"] for load in loads))
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
