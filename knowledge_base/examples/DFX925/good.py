from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hikes.db'}")


@db.model
class Hike:
    id: int
    name: str
    huts: list


try:
    db.express_sync.create("Hike", {"id": 1, "name": "Ridge", "huts": ["Alm", "Horn"]})
    print("hikes:", db.express_sync.count("Hike"))
finally:
    db.close()
