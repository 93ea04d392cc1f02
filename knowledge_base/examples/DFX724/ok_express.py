from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")


@db.model
class Crossing:
    id: str
    port: str
    seats: int = 0


db.express_sync.create("Crossing", {"id": "c1", "port": "Naantali", "seats": 40})


print("before:", db.express_sync.read("Crossing", "c1")["seats"])
db.express_sync.update("Crossing", "c1", {"seats": 37})
print("after:", db.express_sync.read("Crossing", "c1")["seats"])
db.close()
