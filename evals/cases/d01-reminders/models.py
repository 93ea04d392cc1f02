from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "invoices.db"))


@db.model
class Invoice:
    id: str
    customer: str
    email: str
    cents: int
    status: str = "open"
    days_late: int = 0
    reminders: int = 0
