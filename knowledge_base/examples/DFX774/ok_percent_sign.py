from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Offer:
    id: str
    label: str


for key, label in [("o1", "20%"), ("o2", "half price")]:
    db.express_sync.create("Offer", {"id": key, "label": label})

print("offers:", [offer["id"] for offer in db.express_sync.list("Offer", {"label": "20%"})])
