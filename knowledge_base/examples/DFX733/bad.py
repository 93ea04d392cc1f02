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
    changed = db.express_sync.update("Permit", permit_id, {"zone": zone})
    return "moved" if changed else "no such permit"


print("P-01:", move("P-01", "C"))
print("P-1:", move("P-1", "C"))
db.close()
