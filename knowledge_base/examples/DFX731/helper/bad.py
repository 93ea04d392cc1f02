from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'desks.db'}")


@db.model
class Desk:
    id: str
    guest: str = ""


def change(key, **fields):
    return db.express_sync.update("Desk", key, fields)


db.express_sync.create("Desk", {"id": "d4"})
change({"id": "d4"}, guest="Noor")
print("guest:", db.express_sync.read("Desk", "d4")["guest"])
db.close()
