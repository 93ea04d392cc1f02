from decimal import Decimal
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ledger.db'}")


@db.model
class Entry:
    id: int
    account: str
    amount: str


db.express_sync.create("Entry", {"id": 1, "account": "rent", "amount": str(Decimal("812.50"))})
entry = db.express_sync.read("Entry", 1)
print("amount:", entry["amount"])
db.close()
