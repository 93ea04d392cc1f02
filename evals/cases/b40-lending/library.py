import os

from dataflow import DataFlow

db = DataFlow(os.getenv("LENDING_DB", ":memory:"))


@db.model
class Loan:
    id: str
    reader: str
    title: str
    returned: bool = False


def lend(number, reader, title):
    return db.express_sync.create("Loan", {"id": number, "reader": reader, "title": title})


def give_back(number):
    db.express_sync.update("Loan", number, {"returned": True})


def open_loans(reader):
    return db.express_sync.list("Loan", {"reader": reader, "returned": False})
