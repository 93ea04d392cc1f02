import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Invoice:
    id: str
    amount: float


with db.transactions_sync.begin() as transaction:
    transaction.execute_raw("ALTER TABLE invoices ALTER COLUMN amount TYPE double precision")


db.express_sync.create("Invoice", {"id": "i1", "amount": 265430.15})
stored = db.express_sync.read("Invoice", "i1")["amount"]
print("stored:", round(stored, 2))
assert round(stored, 2) == 265430.15, "the amount has changed"
db.close()
