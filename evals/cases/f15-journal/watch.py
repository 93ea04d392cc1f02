from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'watch.db'}")


@db.model(append_only=True)
class Entry:
    id: str
    text: str


def log(number, text):
    db.express_sync.create("Entry", {"id": f"e{number:03}", "text": text})


def correct(number, text):
    db.express_sync.update("Entry", f"e{number:03}", {"text": text})


def lines():
    return [row["text"] for row in db.express_sync.list("Entry", order_by=["id"])]
