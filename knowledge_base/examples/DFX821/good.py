from pathlib import Path
from uuid import uuid4

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'guests.db'}")


@db.model
class Guest:
    id: str
    name: str


def check_in(name):
    return db.express_sync.create("Guest", {"id": uuid4().hex, "name": name})


first = check_in("Uma")
check_in("Vic")
db.express_sync.delete("Guest", first["id"])
check_in("Wim")
print(sorted(row["name"] for row in db.express_sync.list("Guest")))
