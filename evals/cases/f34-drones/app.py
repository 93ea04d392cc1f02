from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'drones.db'}")


import ground


@db.model
class Drone:
    id: str
    percent: int


def board(drone):
    return db.express_sync.read("Drone", drone)["percent"]


db.express_sync.create("Drone", {"id": "d1", "percent": 100})
print("start:", board("d1"))
ground.report("d1", 41)
print("now:", board("d1"))
