import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'meters.db'}")


@db.model
class Meter:
    place: str
    serial: str
    reading: int = 0


async def note(values):
    for entry in values:
        meter = await db.express.find_one("Meter", {"serial": entry["serial"]})
        await db.express.update("Meter", meter["id"], {"reading": entry["reading"]})


async def remove(number):
    return await db.express.delete("Meter", (await db.express.find_one("Meter", {"serial": number}))["id"])


async def main():
    for place, serial in (("cellar", "M-1"), ("attic", "M-2"), ("yard", "M-3")):
        await db.express.create("Meter", {"place": place, "serial": serial})
    await note([{"serial": "M-1", "reading": 40}, {"serial": "M-2", "reading": 7}])
    await remove("M-3")
    print([(m["place"], m["reading"]) for m in await db.express.list("Meter", order_by=["serial"])])
    await db.close_async()


asyncio.run(main())
