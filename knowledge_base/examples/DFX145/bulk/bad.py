from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'marks.db'}")


@db.model
class Mark:
    id: str
    points: int

    __validation__ = {"points": {"ge": 0, "le": 15}}


def load(marks):
    left_out = []
    try:
        db.express_sync.bulk_create("Mark", marks)
    except Exception:
        left_out.append("a mark")
    return left_out


print("left out:", load([{"id": "m1", "points": 12}, {"id": "m2", "points": 99}]))
print("points:", [mark["points"] for mark in db.express_sync.list("Mark")])
db.close()
