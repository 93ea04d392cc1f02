import asyncio

import psycopg2

from models import DATABASE_URL, Stage, db

MANIFEST = [
    {"id": "P1", "receiver": "Ines Duarte", "weight_g": 900},
    {"id": "P2", "receiver": "Tom Behr", "weight_g": 4100},
    {"id": "P3", "receiver": "Mona Aziz", "weight_g": 350},
]


def empty_demo_tables():
    con = psycopg2.connect(DATABASE_URL)
    con.cursor().execute("DROP TABLE IF EXISTS b22_parcels")
    con.commit()
    con.close()


async def load_next(capacity_g):
    """Loads booked parcels, lightest first, until the van is full."""
    waiting = await db.express.list("B22Parcel", {"stage": Stage.BOOKED.value}, order_by=["weight_g"])
    loaded = []
    for parcel in waiting:
        if parcel["weight_g"] > capacity_g:
            break
        capacity_g -= parcel["weight_g"]
        await db.express.update("B22Parcel", parcel["id"], {"stage": Stage.LOADED.value})
        loaded.append(parcel["id"])
    return loaded


async def main():
    try:
        await db.express.bulk_create("B22Parcel", MANIFEST)
        print("booked:", await db.express.count("B22Parcel"))
        print("on the van:", await load_next(2000))
    finally:
        await db.close_async()


empty_demo_tables()
asyncio.run(main())
