from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Tide:
    id: str
    metres: float


reader = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")
reader.model(Tide)

db.express_sync.create("Tide", {"id": "noon", "metres": 2.1})
print("forecast:", reader.express_sync.read("Tide", "noon")["metres"])
db.express_sync.update("Tide", "noon", {"metres": 3.4})
print("corrected:", reader.express_sync.read("Tide", "noon")["metres"])
