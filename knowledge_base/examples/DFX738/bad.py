from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'museum.db'}")


@db.model
class Exhibit:
    id: str
    name: str


db.express_sync.create("Exhibit", {"id": "e1", "name": "Sundial"})
exhibit = db.express_sync.get("Exhibit", "e1")
print("exhibit:", exhibit["name"])
db.close()
