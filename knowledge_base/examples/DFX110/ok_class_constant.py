from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'buses.db'}")


@db.model
class Bus:
    DEPOT = "north"
    id: str
    line: str


db.express_sync.create("Bus", {"id": "b1", "line": "13A"})
print("lines:", [b["line"] for b in db.express_sync.list("Bus")])
