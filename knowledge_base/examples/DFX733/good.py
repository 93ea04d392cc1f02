from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parking.db'}")


@db.model
class Permit:
    id: str
    plate: str
    zone: str


db.express_sync.create("Permit", {"id": "P-01", "plate": "KL 220", "zone": "A"})


def move(permit_id, zone):
    if db.express_sync.read("Permit", permit_id) is None:
        raise LookupError(permit_id)
    return db.express_sync.update("Permit", permit_id, {"zone": zone})


for permit in ("P-01", "P-1"):
    try:
        move(permit, "C")
        print(permit, "moved")
    except LookupError:
        print(permit, "does not exist")
db.close()
