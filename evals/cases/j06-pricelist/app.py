from pathlib import Path
from typing import Optional

from dataflow import DataFlow

from supplier import read_articles

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("pricelist.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'pricelist.db'}")


@db.model
class Article:
    id: str
    name: str
    price: float
    discount: Optional[float] = None
    remark: Optional[str] = None


def load():
    outcome = db.express_sync.bulk_create("Article", read_articles())
    if isinstance(outcome, dict) and not outcome.get("success"):
        raise SystemExit(outcome.get("error"))


def net(article):
    return round(article["price"] * (1 - (article["discount"] or 0)), 2)


def main():
    load()
    articles = sorted(db.express_sync.list("Article"), key=lambda a: a["id"])
    print("articles:", len(articles))
    for article in articles:
        print(f"{article['id']} {article['name']}: {net(article)} {article['remark'] or ''}".rstrip())
    db.close()


if __name__ == "__main__":
    main()
