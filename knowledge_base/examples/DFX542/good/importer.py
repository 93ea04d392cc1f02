from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Article:
    id: str
    cents: int


def load(name, cents):
    db.express_sync.create("Article", {"id": name, "cents": cents})
