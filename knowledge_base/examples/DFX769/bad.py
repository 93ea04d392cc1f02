from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Valve:
    id: str
    open: bool = False


db.express_sync.create("Valve", {"id": "v1"})
answer = db.express_sync.update("Valve", "v1", {"open": True})
if answer["rows_affected"] != 1:
    raise SystemExit("the valve is unknown")
print("valve open:", bool(answer["open"]))
