from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Cable:
    id: str
    metres: float


for key, metres in [("c1", 1.5), ("c2", 12.0), ("c3", 30.0)]:
    db.express_sync.create("Cable", {"id": key, "metres": metres})

found = db.express_sync.list("Cable", {"metres": {"$gte": 10.0}})
print("long cables:", sorted(cable["id"] for cable in found))
