from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'market.db'}")


@db.model
class Stall:
    id: str
    fruit: str


@db.model
class Stall2:
    id: str
    cheese: str


db.express_sync.create("Stall", {"id": "s1", "fruit": "plum"})
print(db.express_sync.read("Stall", "s1")["fruit"])
