from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cellar.db'}")


@db.model
class Bottle:
    id: int
    name: str


db.express_sync.create("Bottle", {"id": 1, "name": "first"})
print("rows:", db.express_sync.count("Bottle"))
db.close()
