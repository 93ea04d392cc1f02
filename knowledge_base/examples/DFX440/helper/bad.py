import os
from datetime import datetime, timedelta

from dataflow import DataFlow
from times import day_start, local_now

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Loan:
    id: str
    lent: datetime
    due: datetime


def lend(number, days):
    lent = local_now()
    db.express_sync.create("Loan", {"id": number, "lent": lent, "due": lent + timedelta(days=days)})


def prolong(number, days):
    db.express_sync.update("Loan", number, {"due": local_now() + timedelta(days=days)})


lend("a", 14)
lend("b", -3)
prolong("b", 1)
overdue = db.express_sync.count("Loan", {"due": {"$lt": local_now()}})
print("overdue:", overdue, "lent today:", db.express_sync.count("Loan", {"lent": {"$gte": day_start()}}))
db.close()
