import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Invoice:
    id: str
    amount: float


db.express_sync.create("Invoice", {"id": "i1", "amount": 2.5})
amount = db.express_sync.read("Invoice", "i1")["amount"]
assert amount == 2.5
print("stored:", amount)
db.close()
