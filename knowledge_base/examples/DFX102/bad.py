from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'airports.db'}")


@db.model
class Airport:
    code: str
    city: str


db.express_sync.create("Airport", {"code": "VIE", "city": "Vienna"})

found = db.express_sync.read("Airport", "VIE")
print(found["city"] if found else "not found")
