from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tours.db'}")


import mail


@db.model
class Tour:
    id: str
    people: int


db.express_sync.create("Tour", {"id": "t1", "people": 4})
print("sent:", mail.confirm("t1"))
