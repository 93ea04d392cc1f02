from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rides.db'}")


@db.model
class Ride:
    id: str
    stop: str
    fare: int


rides = [{"id": "r1", "stop": "pier", "fare": 240}, {"id": "r2", "stop": "mill", "fare": 180}]
db.express_sync.bulk_upsert("Ride", rides, conflict_on=["stop"])
print("rides:", db.express_sync.count("Ride"))
