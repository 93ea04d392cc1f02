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
        await tx.execute_raw("INSERT INTO payouts (id, cents) VALUES ($1, $2)", [number, cents])
        if cents > limit:
            raise ValueError("limit")
