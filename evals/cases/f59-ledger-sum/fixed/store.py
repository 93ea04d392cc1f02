from dataflow import DataFlow

import clean

clean.reset("funds")
db = DataFlow(clean.URL)


@db.model
class Fund:
    id: int
    cents: int


def book(number, amount):
    db.express_sync.create("Fund", {"id": number, "cents": round(amount * 100)})


def amount_of(number):
    return db.express_sync.read("Fund", number)["cents"] / 100
