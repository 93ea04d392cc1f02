from pathlib import Path
from uuid import uuid4

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'barns.db'}")


@db.model
class Barn:
    id: str
    village: str


def build(village, barn_id=None):
    return db.express_sync.create("Barn", {"id": barn_id or str(uuid4()), "village": village})


build("Au")
build("Egg")
print("barns with a key:", sum(barn["id"] is not None for barn in db.express_sync.list("Barn")))
