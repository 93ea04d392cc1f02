from decimal import Decimal

from dataflow import DataFlow

import clean

clean.reset("bids")
db = DataFlow(clean.URL)


@db.model
class Bid:
    id: int
    cents: int


def bid(number, amount):
    db.express_sync.create("Bid", {"id": number, "cents": int(amount * 100)})


def highest():
    rows = db.express_sync.list("Bid")
    return Decimal(max(row["cents"] for row in rows)) / 100
