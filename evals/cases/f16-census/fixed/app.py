from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'census.db'}")


import old


@db.model
class Registration:
    id: str
    name: str
    registered: str


def years():
    rows = db.express_sync.list("Registration", order_by=["id"])
    return [str(row["registered"])[:4] for row in rows]


for row in old.ROWS:
    db.express_sync.create("Registration", row)
print("years:", years())
