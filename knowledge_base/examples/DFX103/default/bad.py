import uuid
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'canteen.db'}")


@db.model
class Dish:
    id: str = f"dish-{uuid.uuid4().hex}"
    name: str = ""


@db.model
class Guest:
    id: str = f"guest-{uuid.uuid4().hex}"
    name: str = ""


def serve(*names):
    for name in names:
        db.express_sync.create("Dish", {"name": name})


serve("soup", "stew")
db.express_sync.bulk_create("Guest", [{"name": "Ida"}, {"name": "Jon"}])

print("dishes:", len({dish["id"] for dish in db.express_sync.list("Dish")}))
print("guests:", len({guest["id"] for guest in db.express_sync.list("Guest")}))
db.close()
