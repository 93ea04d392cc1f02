from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tools.db'}")


@db.model
class Tool:
    id: str
    name: str


db.express_sync.create("Tool", {"id": "hammer-01", "name": "hammer"})
print(db.express_sync.read("Tool", "hammer-01")["name"])
