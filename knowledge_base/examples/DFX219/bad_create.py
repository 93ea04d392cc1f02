from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'reception.db'}")


@db.model
class Call:
    id: str
    caller: str
    line: str


db.express_sync.create("Call", {"id": "c1", "caller": "Mr. Abel", "line": None})
print("line:", db.express_sync.read("Call", "c1")["line"] or "none")
