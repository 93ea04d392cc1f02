from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'depot.db'}")


@db.model
class Tool:
    id: str
    name: str


def seed():
    db.express_sync.upsert("Tool", {"id": "t1", "name": "saw"})
    db.express_sync.upsert("Tool", {"id": "t2", "name": "drill"})


seed()
seed()
print("tools:", db.express_sync.count("Tool"))
db.close()
