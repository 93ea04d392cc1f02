from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tanks.db'}")


@db.model
class Tank:
    id: int
    litres: int


db.express_sync.create("Tank", {"id": 1, "litres": 300})
tank = db.express_sync.read("Tank", 1)
print("has a time stamp:", len(tank["updated_at"]) > 0)
db.close()
