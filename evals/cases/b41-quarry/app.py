import asyncio

from ledger import db, open_account, pay

PAYMENTS = [
    ("INV-204", "acme", "granite", 3000),
    ("INV-205", "acme", "granite", 1500),
    ("INV-204", "acme", "granite", 3000),
]


async def main():
    await open_account("acme", "Acme Roads", 10000)
    await open_account("granite", "Granite & Sons", 0)
    for reference, payer, payee, cents in PAYMENTS:
        try:
            await pay(reference, payer, payee, cents)
            print("paid", reference)
        except Exception as exc:
            print("refused", reference, "-", type(exc).__name__)
    for account in await db.express.list("QuarryAccount", order_by=["id"]):
        print(f"{account['id']}: {account['cents'] / 100:.2f}")
    await db.close_async()


asyncio.run(main())
