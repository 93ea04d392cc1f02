from dataflow import DataFlow

import clean

clean.reset("articles_shelf")
db = DataFlow(clean.URL)


@db.model
class Ware:
    id: int
    shelf: str

    __tablename__ = "articles_shelf"


def on(shelf):
    return [row["id"] for row in db.express_sync.list("Ware", {"shelf": shelf}, order_by=["id"])]
