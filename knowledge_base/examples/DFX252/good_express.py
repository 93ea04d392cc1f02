from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wines.db'}")


@db.model
class Wine:
    id: str
    label: str
    cents: int


for key, label, cents in [("w1", "Zierfandler", 1200), ("w2", "Rotgipfler", 1400)]:
    db.express_sync.create("Wine", {"id": key, "label": label, "cents": cents})

db.express_sync.bulk_update("Wine", [{"id": "w1", "label": "Zierfandler", "cents": 1500}])
print("prices:", sorted(w["cents"] for w in db.express_sync.list("Wine")))
