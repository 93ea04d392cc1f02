from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "depot.db"
db = DataFlow(f"sqlite:///{DB_FILE}", cache_enabled=False)


@db.model
class Article:
    id: str
    sku: str
    title: str
    cents: int

    __dataflow__ = {
        "indexes": [{"name": "uq_article_sku", "fields": ["sku"], "unique": True}],
    }
