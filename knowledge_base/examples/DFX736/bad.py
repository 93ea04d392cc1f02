from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lottery.db'}")


@db.model
class Draw:
    id: int
    winner: str


db.express_sync.create("Draw", {"id": 1, "winner": "Noor"})
db.express_sync.create("Draw", {"id": 2, "winner": "Lev"})

last = db.express_sync.find_one("Draw", {})
print("last winner:", last["winner"])
db.close()
