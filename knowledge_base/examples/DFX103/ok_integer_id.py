from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'notes.db'}")


@db.model
class Note:
    id: int
    text: str


db.express_sync.create("Note", {"text": "call the plumber"})
print("ids:", [n["id"] for n in db.express_sync.list("Note")])
