from dataflow import DataFlow

import clean

clean.reset("funds")
db = DataFlow(clean.URL)


@db.model
class Fund:
    id: int
    amount: float


def book(number, amount):
    db.express_sync.create("Fund", {"id": number, "amount": amount})


def amount_of(number):
    return db.express_sync.read("Fund", number)["amount"]
