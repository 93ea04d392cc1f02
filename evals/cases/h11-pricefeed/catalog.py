"""Catalogue database of the spare parts shop."""
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "catalog.db"
DB_FILE.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Article:
    id: str
    article_no: str
    title: str
    net_price: float
    stock: int


STARTING_RANGE = [
    ("art-1", "BX-100", "Brake pad", 21.9, 40),
    ("art-2", "BX-200", "Brake disc", 58.0, 12),
    ("art-3", "OF-310", "Oil filter", 7.4, 150),
    ("art-4", "WB-045", "Wiper blade", 11.25, 64),
]


def load_range():
    db.express_sync.bulk_create("Article", [
        dict(zip(("id", "article_no", "title", "net_price", "stock"), line)) for line in STARTING_RANGE
    ])
