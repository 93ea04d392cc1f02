from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'till.db'}")


@db.model
class Sale:
    id: str
    cents: int


sales = db.express_sync


def takings():
    return sum(sale["cents"] for sale in sales.list("Sale"))


def shut():
    db.close()
