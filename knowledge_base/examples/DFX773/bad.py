from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Tour:
    id: str
    guide: str
    places: int


for key, guide, places in [("t1", "Ines", 12), ("t2", "Olaf", 8)]:
    db.express_sync.create("Tour", {"id": key, "guide": guide, "places": places})


def tours(guide=None):
    return db.express_sync.list("Tour", {"guide": guide}, order_by=["id"])


print("Olaf:", len(tours("Olaf")), "any guide:", len(tours()))
