from pathlib import Path

from dataflow import DataFlow

DB_PATH = Path(__file__).resolve().parent / "library.db"
DB_PATH.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_PATH}")


@db.model
class Loan:
    id: int
    reader: str
    due_day: int
    returned_day: int = 0
