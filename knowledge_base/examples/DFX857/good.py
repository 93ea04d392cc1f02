from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'anchors.db'}")


@db.model
class Anchor:
    id: str
    kilos: int


db.express_sync.upsert("Anchor", {"id": "a1", "kilos": 40}, conflict_on=["id"])
print("anchors:", db.express_sync.count("Anchor"))
