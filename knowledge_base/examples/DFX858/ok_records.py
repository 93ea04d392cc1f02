from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pots.db'}")


@db.model
class Pot:
    id: str
    state: str



for number in range(3):
    db.express_sync.create("Pot", {"id": f"p{number}", "state": "dry"})
wanted = {"state": "dry"}
rows = [{"name": pot["id"], "state": "watered"} for pot in db.express_sync.list("Pot", wanted)]
changed = db.express_sync.bulk_update("Pot", rows, "name")
print("watered:", len(changed))
