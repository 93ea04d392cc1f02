from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'press.db'}")


@db.model
class Author:
    __tablename__ = "people"
    id: str
    pen_name: str


@db.model
class Editor:
    id: str
    desk: str


db.express_sync.create("Author", {"id": "a1", "pen_name": "Sand"})
db.express_sync.create("Editor", {"id": "e1", "desk": "culture"})
print("editors:", db.express_sync.count("Editor"))
