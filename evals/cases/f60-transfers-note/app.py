import asyncio

from store import db, pay


async def main():
    await db.initialize()
    for number, cents in [(1, 500), (2, 90000)]:
        try:
            await pay(number, cents, 10000)
        except ValueError:
            print("not paid:", number)
    print("payouts:", await db.express.count("Payout"))
    await db.close_async()


asyncio.run(main())
