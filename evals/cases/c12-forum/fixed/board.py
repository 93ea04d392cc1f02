from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'forum.db'}")


@db.model
class Thread:
    id: str
    subject: str


def open_thread(thread_id, subject):
    return db.express_sync.create("Thread", {"id": thread_id, "subject": subject})
