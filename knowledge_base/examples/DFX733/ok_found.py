from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parking.db'}")


@db.model
class Permit:
    id: str
    plate: str
    zone: str


db.express_sync.create("Permit", {"id": "P-01", "plate": "KL 220", "zone": "A"})
print(db.express_sync.update("Permit", "P-01", {"zone": "C"})["zone"])
db.close()
