from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'events.db'}")


@db.model
class Concert:
    __tablename__ = "summer_concerts"
    id: str
    stage: str


db.express_sync.create("Concert", {"id": "c1", "stage": "lake"})
print("concerts:", db.express_sync.count("Concert"))
