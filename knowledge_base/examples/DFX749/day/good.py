from datetime import date
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'loans.db'}")


@db.model
class Loan:
    id: str
    due: date


db.express_sync.create("Loan", {"id": "l1", "due": date(2025, 5, 6)})
db.express_sync.create("Loan", {"id": "l2", "due": date(2025, 5, 16)})
today = date(2025, 5, 10)
print(
    "overdue:",
    [loan["id"] for loan in db.express_sync.list("Loan") if date.fromisoformat(loan["due"]) < today],
)
