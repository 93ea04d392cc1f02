"""Lends out notebooks from the pool and prints what has to come back when."""
from datetime import date, timedelta
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

DB_FILE = Path(__file__).resolve().parent / "loans.db"
for old in DB_FILE.parent.glob("loans.db*"):
    old.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Loan:
    id: str
    device: str
    borrower: str
    due: str


TODAY = date(2025, 2, 24)
REQUESTS = [("NB-03", "Ulrich", 14), ("NB-07", "Vega", 3), ("NB-11", "Wolff", 30)]


def lend(device, borrower, days):
    workflow = WorkflowBuilder()
    workflow.add_node("LoanCreateNode", "lend", {
        "id": f"{device}/{TODAY:%y%m%d}",
        "device": device,
        "borrower": borrower,
        "due": (TODAY + timedelta(days=days)).isoformat(),
    })
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results["lend"]["id"]


def coming_back():
    loans = db.express_sync.list("Loan")
    for loan in sorted(loans, key=lambda entry: str(entry["due"])):
        yield f"{str(loan['due'])[:10]} {loan['device']} {loan['borrower']}"


def main():
    slips = [lend(device, borrower, days) for device, borrower, days in REQUESTS]
    print("slips:", " ".join(slips))
    for line in coming_back():
        print(line)


if __name__ == "__main__":
    main()
