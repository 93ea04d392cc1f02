from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'labels.db'}")


@db.model
class Label:
    id: str
    text: str


for key in ("l1", "l2", "l3"):
    db.express_sync.create("Label", {"id": key, "text": key.upper()})

old = db.express_sync.list("Label", {"id": {"$in": ["l1", "l2"]}})
db.express_sync.bulk_delete("Label", old)
print("labels:", db.express_sync.count("Label"))
