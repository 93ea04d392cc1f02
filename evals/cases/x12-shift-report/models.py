from pathlib import Path

from dataflow import DataFlow

DB_PATH = Path(__file__).resolve().parent / "shifts.db"
DB_PATH.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_PATH}")


@db.model
class Shift:
    id: int
    worker: str
    hours: int
