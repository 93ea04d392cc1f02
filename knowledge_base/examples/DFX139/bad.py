from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'survey.db'}")


@db.model
class Answer:
    id: str
    agrees: int


db.express_sync.create("Answer", {"id": "a1", "agrees": True})
print("agrees:", db.express_sync.read("Answer", "a1")["agrees"])
