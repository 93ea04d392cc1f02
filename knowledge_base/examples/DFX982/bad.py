from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gates.db'}")


@db.model
class Gate:
    id: str
    width: int


db.express_sync.create("Gate", {"id": "north", "width": 4})
print(db.express_sync.count("Gate"))
db.close()
