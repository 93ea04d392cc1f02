from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'album.db'}")


@db.model
class Stamp:
    id: str
    cents: int


def load(sheet):
    db.express_sync.bulk_create("Stamp", sheet)
