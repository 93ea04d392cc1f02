from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lamps.db'}")


@db.model
class Lamp:
    id: str
    on: bool = True



for number in range(3):
    db.express_sync.create("Lamp", {"id": f"l{number}"})
off = {"on": False}
db.express_sync.bulk_update("Lamp", {}, off)
print("burning:", db.express_sync.count("Lamp", {"on": True}))
