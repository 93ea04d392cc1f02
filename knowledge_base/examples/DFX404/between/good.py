from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'relics.db'}", auto_migrate=False)


@db.model
class Relic:
    id: str
    century: int


@db.model
class Curator:
    id: str
    name: str


db.create_tables()
db.express_sync.create("Relic", {"id": "r1", "century": 12})
db.express_sync.create("Curator", {"id": "c1", "name": "Edda"})
print("curators:", db.express_sync.count("Curator"))
