from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'crates.db'}")


@db.model
class Crate:
    LABELS = ("fragile", "heavy")
    id: str
    content: str
    weight = 0.0
    unit = "kg"


db.express_sync.create("Crate", {"id": "c1", "content": "glass", "weight": 12.5})
crate = db.express_sync.read("Crate", "c1")
print(crate["content"], crate["weight"], crate["unit"])
