from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rooms.db'}")


@db.model
class Booking:
    id: str
    room: str
    tenant_id: str = "north"


db.express_sync.create("Booking", {"id": "b1", "room": "blue", "tenant_id": "south"})
print(len(db.express_sync.list("Booking", {"tenant_id": "south"})))
