from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'scores.db'}")


@db.model
class Match:
    id: str
    goals: int


try:
    db.express_sync.create("Match", {"id": "m1", "goals": 0})
    print("kick-off:", db.express_sync.list("Match", {"id": "m1"})[0]["goals"])
    db.express_sync.update("Match", "m1", {"goals": 2})
    print("half time:", db.express_sync.read("Match", "m1")["goals"])
finally:
    db.close()
