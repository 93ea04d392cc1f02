from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'guests.db'}")


@db.model
class Guest:
    id: str
    label: str


for key in ("a", "b", "c"):
    number = db.express_sync.count("Guest") + 1
    db.express_sync.create("Guest", {"id": key, "label": f"guest {number}"})
print(sorted(row["label"] for row in db.express_sync.list("Guest")))
