from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'drafts.db'}")


@db.model
class Draft:
    id: str
    text: str
    version: int = 1


def edit(key, text):
    draft = db.express_sync.read("Draft", key)
    changes = {"text": text, "version": draft["version"] + 1}
    return db.express_sync.update("Draft", key, changes)


db.express_sync.create("Draft", {"id": "d1", "text": "once"})
edit("d1", "once upon")
print(db.express_sync.read("Draft", "d1")["version"])
