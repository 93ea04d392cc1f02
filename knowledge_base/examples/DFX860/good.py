from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bells.db'}", cache_enabled=False)


@db.model
class Ringing:
    id: int
    tower: str
    minutes: int


db.express_sync.create("Ringing", {"id": 1, "tower": "north", "minutes": 5})
db.express_sync.update("Ringing", 1, {"minutes": 7})
print("minutes:", db.express_sync.read("Ringing", 1)["minutes"])
db.close()
