from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "invoice.db"
for old in DB_FILE.parent.glob("invoice.db*"):
    old.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Invoice:
    id: int
    customer: str
    month: str


@db.model
class InvoiceLine:
    id: int
    invoice_id: int
    text: str
    cents: int
