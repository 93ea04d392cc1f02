"""Takes the supplier's price feed over into the depot's article table, keyed by SKU."""
import json
import uuid
from pathlib import Path

from models import db

STOCK = [
    {"id": "a1", "sku": "BX-10", "title": "Box 10 l", "cents": 400},
    {"id": "a2", "sku": "BX-20", "title": "Box 20 l", "cents": 650},
    {"id": "a3", "sku": "TAPE", "title": "Tape", "cents": 210},
]


def read_feed():
    feed = json.loads((Path(__file__).resolve().parent / "feed.json").read_text())
    return [{"id": uuid.uuid5(uuid.NAMESPACE_OID, row["sku"]).hex, **row} for row in feed]


db.express_sync.bulk_create("Article", STOCK)
outcome = db.express_sync.bulk_upsert("Article", read_feed(), conflict_on=["sku"])
print("new:", outcome["created"], "changed:", outcome["updated"], "of", outcome["total"])
for article in sorted(db.express_sync.list("Article"), key=lambda a: a["sku"]):
    print(article["sku"], article["cents"])
db.close()
