from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'marks.db'}")


@db.model
class Mark:
    id: str
    points: int

    __validation__ = {"points": {"range": {"min": 0, "max": 15}}}


def load(marks):
    left_out = []
    for mark in marks:
        try:
            db.express_sync.create("Mark", mark)
        except Exception:
            left_out.append("a mark")
    return left_out


print("left out:", load([{"id": "m1", "points": 12}, {"id": "m2", "points": 99}]))
print("points:", [mark["points"] for mark in db.express_sync.list("Mark")])
db.close()
