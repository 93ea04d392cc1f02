from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shelter.db'}")


@db.model
class Animal:
    id: str
    name: str
    species: str


db.express_sync.create("Animal", {"id": "a1", "name": "Bruno", "species": "dog"})
print("cats:", db.express_sync.list("Animal", {"species": "cat"}))
db.close()
