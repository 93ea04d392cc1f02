from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'archive.db'}")


@db.model
class Folder:
    __dataflow__ = {"indexes": ["shelf"]}
    id: str
    shelf: str


db.express_sync.create("Folder", {"id": "f1", "shelf": "B"})
print("folders:", db.express_sync.count("Folder"))
