from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'quarry.db'}")


@db.model
class Stone:
    id: str
    weight: int
    sort: str


for number, (weight, sort) in enumerate([(40, "slate"), (75, "basalt"), (12, "marble")], start=1):
    db.express_sync.create("Stone", {"id": f"s{number}", "weight": weight, "sort": sort})


def stones(column, way="asc"):
    return db.express_sync.list("Stone", order_by=[column + " " + way])


print("heaviest:", [stone["weight"] for stone in stones("weight", "desc")])
print("by sort:", [stone["sort"] for stone in stones("sort")])
db.close()
