from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'photos2.db'}")


@db.model
class Trail:
    id: int
    name: str
    markers: list


db.express_sync.create("Trail", {"id": 1, "name": "Ridge walk", "markers": ["red", "white"]})
trail = db.express_sync.read("Trail", 1)
print("markers:", len(trail["markers"]))
db.close()
