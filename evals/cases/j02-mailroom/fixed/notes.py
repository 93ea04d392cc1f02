from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("mailroom.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'mailroom.db'}")


@db.model
class Handover:
    id: str
    author: str
    body: str


def save_note(note_id, author, body):
    return db.express_sync.create("Handover", {"id": note_id, "author": author, "body": body})["id"]


def notes_of(author):
    found = db.express_sync.list("Handover", {"author": author}, limit=50)
    return sorted(found, key=lambda note: note["id"])
