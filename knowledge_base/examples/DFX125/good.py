from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'trees.db'}")


@db.model
class Oak:
    __tablename__ = "oaks"
    id: str
    height: int


db.express_sync.create("Oak", {"id": "o1", "height": 21})
print("height:", db.express_sync.read("Oak", "o1")["height"])
