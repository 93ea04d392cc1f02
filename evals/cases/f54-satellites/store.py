from datetime import datetime

from dataflow import DataFlow

import clean

clean.reset("passes")
db = DataFlow(clean.URL)


@db.model
class Pass:
    id: int
    at: datetime

    __tablename__ = "passes"


def since(day):
    return sorted(row["id"] for row in db.express_sync.list("Pass", {"at": {"$gte": day}}))
