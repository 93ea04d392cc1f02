import asyncio

from models import db
from service import Refused, balances, open_wallet, transfer

ORDERS = [
    ("b1", "ann", "bob", 1500),
    ("b2", "bob", "zoe", 700),
    ("b3", "bob", "ann", 200),
]


async def main():
    await db.initialize()
    try:
        for owner, cents in (("ann", 5000), ("bob", 1000)):
            await open_wallet(owner, owner.title(), cents)
        for booking_id, source, target, cents in ORDERS:
            try:
                await transfer(booking_id, source, target, cents)
                print(f"{booking_id} done")
            except Refused as refusal:
                print(f"refused {refusal}")
        print("balances", sorted((await balances()).items()))
        print("bookings", await db.express.count("Booking"))
    finally:
        await db.close_async()


asyncio.run(main())
