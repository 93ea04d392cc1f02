from pathlib import Path

from dataflow import DataFlow

DB_PATH = Path(__file__).resolve().parent / "catalogue.db"
DB_PATH.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_PATH}")


@db.model
class Book:
    id: int
    title: str
    isbn: str
    copies: int = 1
