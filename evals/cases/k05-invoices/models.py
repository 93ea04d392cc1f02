from pathlib import Path
from typing import Optional

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("billing.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'billing.db'}")


@db.model
class Invoice:
    id: str
    customer: str


@db.model
class Position:
    id: str
    article: str
    amount: int
    price: float
    invoice_id: Optional[str] = None
