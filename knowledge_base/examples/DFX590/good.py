from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lanterns.db'}")


@db.model
class Lantern:
    id: str
    height: int


db.express_sync.create("Lantern", {"id": "east", "height": 12})
print(db.express_sync.count("Lantern"))
db.close()
