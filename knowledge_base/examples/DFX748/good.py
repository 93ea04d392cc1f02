from dataclasses import dataclass
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wines.db'}")


@dataclass
class Wine:
    id: str
    grape: str
    year: int


@db.model
class Bottle:
    id: str
    grape: str
    year: int


db.express_sync.create("Bottle", {"id": "b1", "grape": "riesling", "year": 2018})
row = db.express_sync.read("Bottle", "b1")
wine = Wine(**{name: row[name] for name in Wine.__dataclass_fields__})
print("wine:", wine.grape, wine.year)
db.close()
