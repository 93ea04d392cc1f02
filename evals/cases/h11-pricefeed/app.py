from catalog import db, load_range
from feed import FeedImport, read_feed


def price_list():
    rows = db.express_sync.list("Article")
    for row in sorted(rows, key=lambda r: r["article_no"]):
        yield f"{row['article_no']} {row['title']:<12} {row['net_price']:>6.2f} ({row['stock']})"


def main():
    load_range()
    print("articles:", db.express_sync.count("Article"))
    print("lines applied:", FeedImport(db).run(read_feed()))
    print("\n".join(price_list()))


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
