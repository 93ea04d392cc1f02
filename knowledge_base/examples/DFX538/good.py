import sqlite3
from pathlib import Path
from urllib.parse import quote

from dataflow import DataFlow

folder = Path(__file__).resolve().parent / "my notes"
folder.mkdir(exist_ok=True)
db = DataFlow(f"sqlite:///{str(folder)}/notes.db")


@db.model
class Note:
    id: str
    text: str


db.express_sync.create("Note", {"id": "n1", "text": "buy tea"})
db.close()

with sqlite3.connect(folder / "notes.db") as connection:
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'notes'").fetchone()[0]
print("table in the folder:", bool(found))
