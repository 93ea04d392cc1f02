import sqlite3
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
with sqlite3.connect(HERE / "kennel.db") as connection:
    connection.executescript((HERE / "release_one.sql").read_text())
    connection.executescript((HERE / "release_two.sql").read_text())

db = DataFlow(f"sqlite:///{HERE / 'kennel.db'}")


@db.model
class Dog:
    id: str
    weight: int


db.express_sync.create("Dog", {"id": "d3", "weight": 12})
heavy = db.express_sync.list("Dog", {"weight": {"$gt": 10}})
print("heavier than 10:", sorted(dog["id"] for dog in heavy))
