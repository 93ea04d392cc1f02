from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cinema.db'}")


@db.model
class Film:
    id: str
    title: str
    rating: float
    year: int


db.express_sync.create("Film", {"id": "f1", "title": "Low Tide", "rating": 9.1, "year": 2011})
db.express_sync.create("Film", {"id": "f2", "title": "Paper Birds", "rating": 6.4, "year": 2019})
db.express_sync.create("Film", {"id": "f3", "title": "Signal Box", "rating": 7.8, "year": 2003})

print([film["title"] for film in db.express_sync.list("Film", order_by=[{"year": -1}, {"rating": 1}])])
db.close()
