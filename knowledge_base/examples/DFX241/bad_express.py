from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'buoys.db'}")


@db.model
class Buoy:
    id: str
    colour: str


outcome = db.express_sync.bulk_create("Buoy", {"id": "b1", "colour": "red"})
print("buoys:", db.express_sync.count("Buoy"))
