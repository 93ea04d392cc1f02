from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "hostel.db"))


@db.model
class Bed:
    id: str
    room: str
    price: int
    free: bool = True


class Repo:
    def __init__(self, model):
        self.model = model

    def all(self, **where):
        return db.express.list(self.model, where, order_by=["id"])

    def add(self, **fields):
        return db.express.create(self.model, fields)


beds = Repo("Bed")
