from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'articles.db'}")


@db.model
class Article:
    id: str
    headline: str
    views: int = 0
    last_seen: datetime = None


class Newsroom:
    def __init__(self, threshold):
        self.threshold = threshold

    def publish(self, slug, headline):
        return db.express_sync.create("Article", {"id": slug, "headline": headline, "views": 0})

    def visit(self, slug, when):
        seen = db.express_sync.read("Article", slug)["views"]
        db.express_sync.update("Article", slug, {"views": seen + 1, "last_seen": when})

    def front_page(self):
        popular = db.express_sync.list(
            "Article", filter={"views": {"$gte": self.threshold}}, order_by=["headline"]
        )
        return [article["headline"] for article in popular]
