from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'vines.db'}", auto_migrate=False)


@db.model
class Vine:
    id: str
    row: int


db.create_tables()
db.express_sync.create("Vine", {"id": "v1", "row": 12})
print("vines:", db.express_sync.count("Vine"))
