from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Seat:
    id: str
    free: bool = True


for key, free in [("A1", True), ("A2", False), ("A3", False)]:
    db.express_sync.create("Seat", {"id": key, "free": free})


def seats(**query):
    return db.express_sync.list("Seat", {"free": query["free"]}, order_by=["id"])


print("free seats:", [seat["id"] for seat in seats(free=True)])
