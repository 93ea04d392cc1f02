from pathlib import Path

from dataflow import DataFlow

DB_PATH = Path(__file__).resolve().parent / "shop.db"
DB_PATH.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_PATH}")


@db.model
class Customer:
    id: str
    name: str


@db.model
class Order:
    id: str
    customer_name: str
    cents: int
