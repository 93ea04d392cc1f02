from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'drafts.db'}")


@db.model
class Draft:
    id: str
    text: str

    __dataflow__ = {"soft_deletes": True}


db.express_sync.create("Draft", {"id": "d1", "text": "first"})
db.express_sync.delete("Draft", "d1")
print("kept:", len(db.express_sync.list("Draft")))
