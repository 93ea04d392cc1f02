from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tents.db'}")


@db.model
class Tent:
    id: str
    state: str


for number, state in enumerate(["wet", "dry", "wet"]):
    db.express_sync.create("Tent", {"id": f"t{number}", "state": state})
db.express_sync.bulk_update(
    "Tent",
    [
        {"id": row["id"], "state": "hung up"}
        for row in db.express_sync.list("Tent", {"state": "wet"}, limit=10000)
    ],
)
print("hung up:", db.express_sync.count("Tent", {"state": "hung up"}))
