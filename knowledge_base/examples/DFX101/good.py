from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'flags.db'}")


@db.model
class Country:
    id: str
    name: str
    continent: str


db.express_sync.create("Country", {"id": "NZ", "name": "New Zealand", "continent": "Oceania"})

found = db.express_sync.read("Country", "NZ")
print(found["continent"] if found else "not found")
