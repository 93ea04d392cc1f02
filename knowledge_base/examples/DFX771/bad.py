from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Buoy:
    id: str
    colour: str


for key, colour in [("b1", "red"), ("b2", "green")]:
    db.express_sync.create("Buoy", {"id": key, "colour": colour})

buoys = db.express_sync.list("Buoy", order_by=["id"])
print("colours:", [buoy["colour"] for buoy in buoys["records"]], "of", buoys["count"])
