from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kennel.db'}")


@db.model
class Dog:
    id: int
    name: str


db.express_sync.create("Dog", {"id": 1, "name": "Olga"})
print("dogs:", db.express_sync.count("Dog"))
db.close()
