from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rooms.db'}")


@db.model
class Room:
    id: int
    floor: int
    status: str = None


db.express_sync.create("Room", {"id": 1, "floor": 1, "status": "closed"})
db.express_sync.create("Room", {"id": 2, "floor": 1})
db.express_sync.create("Room", {"id": 3, "floor": 2, "status": "clean"})

usable = [room for room in db.express_sync.list("Room", order_by=["id"]) if room["status"] != "closed"]
print("usable:", [room["id"] for room in usable])
db.close()
