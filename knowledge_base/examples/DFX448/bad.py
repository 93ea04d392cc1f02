import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Lot:
    id: str
    number: str
    bids: int = 0
    sold: bool = False


db.express_sync.create("Lot", {"id": "a", "number": "12", "bids": 3})
wanted = "3"  # from the query string
print("lots:", len(db.express_sync.list("Lot", {"bids": wanted})))
db.close()
