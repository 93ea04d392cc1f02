import os

from dataflow import DataFlow

db = DataFlow(os.getenv("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class E11Room:
    __tablename__ = "e11_rooms"

    id: str
    title: str = ""
    seats: int = 0


def open_room(room_id, title, seats):
    return db.express_sync.create("E11Room", {"id": room_id, "title": title, "seats": seats})


def overview():
    return [f"{r['title']} ({r['seats']})" for r in db.express_sync.list("E11Room", order_by=["id"])]
