from enum import Enum
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'loans.db'}")


class State(str, Enum):
    OUT = "out"
    BACK = "back"


@db.model
class Loan:
    id: str
    book: str
    state: State = State.OUT


db.express_sync.bulk_create("Loan", [{"id": "l1", "book": "Emma", "state": "out"}, {"id": "l2", "book": "Dune", "state": "back"}])
print("out:", db.express_sync.count("Loan", {"state": "out"}))
db.close()
