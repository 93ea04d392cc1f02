from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("desk.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'desk.db'}")


@db.model
class Ticket:
    id: str
    subject: str
    created_at: datetime
