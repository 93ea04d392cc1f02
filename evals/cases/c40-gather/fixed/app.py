import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parcels.db'}")


@db.model
class Parcel:
    id: str
    grams: int


async def main():
    for number, grams in enumerate([120, 480, 75]):
        await db.express.create("Parcel", {"id": f"p{number}", "grams": grams})
    print("parcels:", await db.express.count("Parcel"))
    await db.close_async()


asyncio.run(main())
