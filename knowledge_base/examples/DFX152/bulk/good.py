from pathlib import Path

from dataflow import DataFlow
from dataflow.exceptions import DataFlowError

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'films.db'}")


@db.model
class Rating:
    id: int
    stars: int

    __validation__ = {"stars": {"range": {"min": 1, "max": 5}}}


def load(rows):
    rejected = 0
    for row in rows:
        try:
            db.express_sync.create("Rating", row)
        except DataFlowError:
            rejected += 1
    return rejected


print("rejected:", load([{"id": 1, "stars": 3}, {"id": 2, "stars": 50}, {"id": 3, "stars": 5}]))
print("stars:", sorted(rating["stars"] for rating in db.express_sync.list("Rating")))
db.close()
