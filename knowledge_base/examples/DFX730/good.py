from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stable.db'}")


@db.model
class Horse:
    id: str
    name: str
    box: int


db.express_sync.create("Horse", {"id": "h1", "name": "Comet", "box": 3})
moved = db.express_sync.update("Horse", "h1", {"box": 7})
print("box:", moved["box"])
db.close()
