from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'notes.db'}")


@db.model
class Note:
    id: int
    slug: str
    __dataflow__ = {"soft_delete": True}


db.express_sync.create("Note", {"id": 1, "slug": "minutes"})
db.express_sync.delete("Note", 1)
found = db.express_sync.list("Note", {"slug": "minutes"}, limit=1, include_deleted=True)[0]
print("found:", found["slug"])
db.close()
