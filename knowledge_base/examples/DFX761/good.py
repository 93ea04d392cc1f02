from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'elections.db'}")


@db.model
class Tally:
    id: int
    district: str
    votes: dict


db.express_sync.create("Tally", {"id": 1, "district": "Nord", "votes": {1: 210, 2: 188}})
tally = db.express_sync.read("Tally", 1)
print("votes for list 1:", tally["votes"].get("1", 0))
db.close()
