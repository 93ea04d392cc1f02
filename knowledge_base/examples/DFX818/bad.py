from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rooms.db'}")


@db.model
class Booking:
    id: str
    room: str

    __dataflow__ = {"multi_tenant": True}


def book(tenant, key, room):
    db.express_sync.create("Booking", {"id": key, "room": room, "tenant_id": tenant})


book("north", "b1", "blue")
book("south", "b2", "red")
rows = db.express_sync.list("Booking", {"tenant_id": "south"})
print([row["room"] for row in rows])
