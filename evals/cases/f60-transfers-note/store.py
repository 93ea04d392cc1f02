from dataflow import DataFlow

import clean

clean.reset("payouts")
db = DataFlow(clean.URL)


@db.model
class Payout:
    id: int
    cents: int


async def pay(number, cents, limit):
    async with db.transactions.begin() as tx:
        await db.express.create("Payout", {"id": number, "cents": cents})
        if cents > limit:
            raise ValueError("limit")
