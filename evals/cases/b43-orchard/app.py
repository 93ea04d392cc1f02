import os

from dataflow import DataFlow

import feeds
import clean

clean.reset("orchard_trees")
db = DataFlow(os.environ.get("DATABASE_URL", "mysql://root:@127.0.0.1:3306/test"))


@db.model
class OrchardTree:
    id: str
    sort: str
    planted: int


def sync(day, rows):
    try:
        db.express_sync.bulk_create("OrchardTree", rows)
        print(f"{day}: feed with {len(rows)} trees taken over")
    except Exception as exc:
        print(f"{day}: feed failed: {exc}")
        raise


def inventory():
    return [tree["id"] for tree in db.express_sync.list("OrchardTree", order_by=["id"])]


if __name__ == "__main__":
    sync("monday", feeds.MONDAY)
    sync("tuesday", feeds.TUESDAY)
    print("trees on file:", ", ".join(inventory()))
    db.close()
