from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tutor.db'}")


@db.model
class Lesson:
    id: int
    subject: str


db.express_sync.create("Lesson", {"id": 1, "subject": "algebra"})
print("lessons:", len(db.express_sync.list("Lesson")))
db.close()
