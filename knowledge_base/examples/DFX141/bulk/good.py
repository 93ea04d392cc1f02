from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'polls.db'}")


@db.model
class Vote:
    id: str
    picked: list


sheets = [("v1", ["red", "blue"]), ("v2", ["green"])]
db.express_sync.bulk_create("Vote", [{"id": key, "picked": picked} for key, picked in sheets])
votes = db.express_sync.list("Vote", order_by=["id"])
print("votes:", [vote["picked"] for vote in votes])
