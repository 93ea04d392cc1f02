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
lamps = db.express_sync.list("Lamp", {}, limit=10000)
db.express_sync.bulk_update("Lamp", [{"id": lamp["id"], **off} for lamp in lamps])
print("burning:", db.express_sync.count("Lamp", {"on": True}))
