import asyncio

import asyncpg

from intake import accept, hand_out
from models import URL, db

DELIVERY = [("Haas", 850), ("Quist", 4200), ("Abebe", 1990)]


async def clean_start():
    con = await asyncpg.connect(URL)
    await con.execute("DROP TABLE IF EXISTS i05_parcels CASCADE")
    await con.close()


async def main():
    await clean_start()
    try:
        receipts = {name: await accept(name, grams) for name, grams in DELIVERY}
        print("accepted", len(set(receipts.values())))
        print("handed out:", await hand_out(receipts["Abebe"]))
        waiting = await db.express.list("Parcel", order_by=["locker"])
        print("waiting:", [(p["locker"], p["recipient"]) for p in waiting])
    finally:
        await db.close_async()


asyncio.run(main())
