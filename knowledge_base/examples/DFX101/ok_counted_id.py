from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'flags.db'}")


@db.model
class Country:
    name: str
    continent: str


db.express_sync.create("Country", {"name": "New Zealand", "continent": "Oceania"})
print(db.express_sync.read("Country", 1)["continent"])
