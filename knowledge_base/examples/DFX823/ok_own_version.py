from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'drafts.db'}")


@db.model
class Draft:
    id: str
    text: str
    version: int = 1


db.express_sync.create("Draft", {"id": "d1", "text": "once"})
db.express_sync.update("Draft", "d1", {"version": 2})
print(db.express_sync.read("Draft", "d1")["version"])
