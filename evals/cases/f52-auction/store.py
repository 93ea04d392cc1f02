from decimal import Decimal

from dataflow import DataFlow

import clean

clean.reset("bids")
db = DataFlow(clean.URL)


@db.model
class Bid:
    id: int
    amount: Decimal


def bid(number, amount):
    db.express_sync.create("Bid", {"id": number, "amount": amount})


def highest():
    rows = db.express_sync.list("Bid")
    return max(row["amount"] for row in rows)
