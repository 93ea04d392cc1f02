import asyncio

from labels import request_label
from store import db

INTAKE = [
    {"id": "P-1", "town": "Ghent", "grams": 1200},
    {"id": "P-2", "town": "Lille", "grams": 350},
    {"id": "P-3", "town": "Breda", "grams": 90},
]


async def take_in(parcel):
    row = await db.express.create("CourierParcel", parcel)
    label = await request_label(row)
    print(parcel["id"], "label", label)


async def main():
    await db.initialize()
    try:
        for parcel in INTAKE:
            await take_in(parcel)
        print("parcels stored:", await db.express.count("CourierParcel"))
    finally:
        await db.close_async()


asyncio.run(main())
