from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'opera.db'}")


@db.model
class Box:
    __dataflow__ = {"indexes": [{"name": "boxes_by_tier", "fields": ["tier"]}]}
    id: str
    tier: int


db.express_sync.create("Box", {"id": "b1", "tier": 2})
print("boxes:", db.express_sync.count("Box"))
