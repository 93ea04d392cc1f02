from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gardens.db'}")


@db.model
class Bed:
    id: int
    name: str
    plan: dict = None


try:
    db.express_sync.create("Bed", {"id": 1, "name": "south", "plan": {"row 1": "beans", "row 2": "leek"}})
    db.express_sync.create("Bed", {"id": 2, "name": "north"})
    for bed in sorted(db.express_sync.list("Bed"), key=lambda bed: bed["id"]):
        print(bed["name"], "rows:", len(bed["plan"] or {}))
finally:
    db.close()
