from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")


@db.model
class Passenger:
    id: str
    name: str


db.express_sync.create("Passenger", dict(id="p1", name="Vera"))
print(db.express_sync.read("Passenger", "p1")["name"])
