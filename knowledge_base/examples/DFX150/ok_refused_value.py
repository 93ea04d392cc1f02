from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'movies.db'}")


@db.model
class Movie:
    id: str
    title: str
    year: int

    __validation__ = {"year": {"range": {"min": 1890, "max": 2100}}}


db.express_sync.create("Movie", {"id": "m1", "title": "Stalker", "year": 1979})
try:
    db.express_sync.update("Movie", "m1", {"year": 19})
except Exception:
    print("no such year")
