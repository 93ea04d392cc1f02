from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lots.db'}")


@db.model
class Lot:
    id: int
    name: str
    place: str = lambda: "depot"


try:
    db.express_sync.bulk_create("Lot", [{"id": 1, "name": "Harbour"}, {"id": 2, "name": "Mill"}])
    for lot in sorted(db.express_sync.list("Lot"), key=lambda row: row["id"]):
        print(lot["name"], "in the depot:", (lot["place"] or "depot") == "depot")
finally:
    db.close()
