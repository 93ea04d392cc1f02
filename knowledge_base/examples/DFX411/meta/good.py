import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "choirs.db"
db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Song:
    __tablename__ = "repertoire"
    id: str
    composer: str


db.express_sync.create("Song", {"id": "s1", "composer": "Tallis"})
db.close()
with sqlite3.connect(DB_FILE) as connection:
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'repertoire'").fetchone()[0]
print("table repertoire:", bool(found))
