from pathlib import Path

import payments
from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'fees.db'}")


@db.model
class Fee:
    id: str
    name: str
    paid: bool = False


def open_fees():
    return sorted(fee["name"] for fee in db.express_sync.list("Fee", {"paid": False}))


for key, name in [("f1", "Ada"), ("f2", "Bo")]:
    db.express_sync.create("Fee", {"id": key, "name": name})
print("open:", open_fees())
payments.settle("f1")
print("still open:", open_fees())
