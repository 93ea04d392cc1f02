from datetime import date
from pathlib import Path
from typing import Optional

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("lending.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'lending.db'}")


@db.model
class Loan:
    id: str
    tool: str
    borrower: str
    lent_on: str
    returned_on: Optional[str] = None


def lend(loan_id, tool, borrower, day):
    return db.express_sync.create("Loan", {
        "id": loan_id, "tool": tool, "borrower": borrower, "lent_on": day.isoformat(),
    })


def give_back(loan_id, day: date):
    db.express_sync.update("Loan", loan_id, {"returned_on": day.isoformat()})


def loans(returned, before=None):
    criteria = {"returned_on": {"$ne": None} if returned else None}
    if before is not None:
        criteria["lent_on"] = {"$lt": before.isoformat()}
    return sorted(db.express_sync.list("Loan", criteria), key=lambda loan: loan["id"])
