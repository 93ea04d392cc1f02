from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "pricelist.db"
for old in DB_FILE.parent.glob("pricelist.db*"):
    old.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Article:
    id: str
    label: str
    cents: int
    supplier: str = "house"
