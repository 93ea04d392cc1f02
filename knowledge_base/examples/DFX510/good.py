from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stamps.db'}")


@db.model
class Stamp:
    id: str
    country: str
    year: int


db.express_sync.create("Stamp", {"id": "s1", "country": "Malta", "year": 1974})
print("stamps:", db.express_sync.count("Stamp"))
