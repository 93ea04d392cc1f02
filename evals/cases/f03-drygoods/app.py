from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Good:
    id: str
    grams: int

    __tablename__ = "dry-goods"


db.express_sync.create("Good", {"id": "lentils", "grams": 500})
print("lentils:", db.express_sync.read("Good", "lentils")["grams"])
