from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'caves.db'}")


@db.model
class Cave:
    id: str
    metres: int


db.express_sync.create("Cave", {"id": "c1", "metres": 340})
print("metres:", db.express_sync.read("Cave", "c1")["metres"])
