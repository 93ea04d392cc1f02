from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bakery.db'}")


@db.model
class Loaf:
    id: str
    kind: str
    shelf: int = 0


made = db.express_sync.create("Loaf", {"id": "l1", "kind": "rye", "shelf": 7})
loaf = db.express_sync.read("Loaf", "l1")
print(loaf["kind"], "on shelf", loaf["shelf"])
