from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orders.db'}")


@db.model
class Errand:
    id: int
    goal: str


db.express_sync.create("Errand", {"id": 1, "goal": "post"})
print("errands:", db.express_sync.count("Errand"))
db.close()
