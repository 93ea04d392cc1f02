from pathlib import Path

from dataflow import DataFlow

DB_PATH = Path(__file__).resolve().parent / "orders.db"
DB_PATH.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_PATH}")


@db.model
class Order:
    id: int
    country: str
    net: float
    vat: float = 0.0
