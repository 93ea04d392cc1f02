from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'badges.db'}")


@db.model
class Badge:
    __dataflow__ = {
        "indexes": [{"name": "one_number", "fields": ["number"], "unique": True}, {"fields": ["wing"]}]
    }
    id: str
    number: int
    wing: str = "A"


db.express_sync.create("Badge", {"id": "b1", "number": 7})
print("badges:", db.express_sync.count("Badge", {"number": 7}))
