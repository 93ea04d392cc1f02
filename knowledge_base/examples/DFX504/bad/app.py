import os

from dataflow import DataFlow

db = DataFlow(os.getenv("DATABASE_URL"))


@db.model
class Seat:
    id: str
    row: int
    taken: bool = False


db.express_sync.create("Seat", {"id": "A1", "row": 1})
print("free seats:", db.express_sync.count("Seat", {"taken": False}))
