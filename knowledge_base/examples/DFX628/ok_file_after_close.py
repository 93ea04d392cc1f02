from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "bids.db"))


@db.model
class Bid:
    id: str
    euro: int


db.express_sync.create("Bid", {"id": "b1", "euro": 300})
db.close()
print("bids:", db.express_sync.count("Bid"))
db.close()
