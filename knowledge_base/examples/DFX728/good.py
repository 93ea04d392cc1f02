from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'regatta.db'}")


@db.model
class Boat:
    id: int
    name: str
    metres: float


for number, (name, metres) in enumerate([("Wren", 7.2), ("Gull", 11.9), ("Teal", 9.0)], start=1):
    db.express_sync.create("Boat", {"id": number, "name": name, "metres": metres})

boats = db.express_sync.list("Boat", order_by=["-metres"])
print("longest:", boats[0]["name"])
db.close()
