from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Draft:
    id: str
    text: str


db.express_sync.create("Draft", {"id": "d1", "text": "Dear all"})
gone = db.express_sync.delete("Draft", "d1")
print("deleted:", gone)
