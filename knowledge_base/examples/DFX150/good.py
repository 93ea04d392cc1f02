from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'movies.db'}")


@db.model
class Movie:
    id: str
    title: str
    year: int
    seen: bool = False

    __validation__ = {"title": {"min_length": 1}, "year": {"range": {"min": 1890, "max": 2100}}}


db.express_sync.create("Movie", {"id": "m1", "title": "Stalker", "year": 1979})
movie = db.express_sync.read("Movie", "m1")
db.express_sync.update("Movie", "m1", {"title": movie["title"], "year": movie["year"], "seen": True})
print("seen:", bool(db.express_sync.read("Movie", "m1")["seen"]))
