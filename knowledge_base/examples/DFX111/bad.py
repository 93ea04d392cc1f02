from pathlib import Path

from sqlalchemy import Column, Integer, String

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'farm.db'}")


@db.model
class Goat:
    id = Column(Integer, primary_key=True)
    name = Column(String)


db.express_sync.create("Goat", {"id": 1, "name": "Heidi"})
print(db.express_sync.read("Goat", 1)["name"])
