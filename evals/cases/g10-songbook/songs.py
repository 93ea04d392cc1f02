from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'songs.db'}")


@db.model
class Hymn:
    id: str
    page: int
    title: str


def put(hymn):
    db.express_sync.upsert("Hymn", hymn, conflict_on=["page"])
