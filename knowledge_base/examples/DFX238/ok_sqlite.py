from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tents.db'}")


@db.model
class Tent:
    id: str
    colour: str


db.express_sync.create("Tent", {"id": "t1", "colour": "red"})
print(db.express_sync.list("Tent", {"colour": {"$in": []}}))
print(db.express_sync.count("Tent", {"colour": {"$nin": []}}))
db.close()
