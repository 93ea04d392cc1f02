from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orient.db'}")


@db.model
class Orienteer:
    id: str
    club: str
    bib: int = 0


def load(rows):
    db.express_sync.bulk_create("Orienteer", rows)
