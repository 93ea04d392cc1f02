from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shelter.db'}")


@db.model
class Animal:
    id: str
    name: str
    species: str
    adopted: bool = False


db.express_sync.create("Animal", {"id": "a1", "name": "Bruno", "species": "dog"})
db.express_sync.create("Animal", {"id": "a2", "name": "Mimi", "species": "cat"})
db.express_sync.create("Animal", {"id": "a3", "name": "Toffee", "species": "dog"})

dogs = db.express_sync.list("Animal", {"specie": "dog"})
print("dogs:", [animal["name"] for animal in dogs])
db.close()
