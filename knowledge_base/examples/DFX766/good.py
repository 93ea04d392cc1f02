from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'keys.db'}")


@db.model
class Room:
    id: str
    floor: int


for key, floor in [("blue", 1), ("green", 2), ("red", 3)]:
    db.express_sync.create("Room", {"id": key, "floor": floor})

wanted = "blue"
rooms = db.express_sync.list("Room", {"id": wanted})
print(wanted, "is on floor", rooms[0]["floor"])
