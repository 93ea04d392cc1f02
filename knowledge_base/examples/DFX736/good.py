from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lottery.db'}")


@db.model
class Draw:
    id: int
    winner: str


db.express_sync.create("Draw", {"id": 1, "winner": "Noor"})
db.express_sync.create("Draw", {"id": 2, "winner": "Lev"})

last = db.express_sync.list("Draw", limit=1, order_by=["-id"])[0]
print("last winner:", last["winner"])
db.close()
