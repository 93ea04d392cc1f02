import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "catalogue.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS titles (id TEXT PRIMARY KEY, author TEXT NOT NULL)")

db = DataFlow(f"file:{DB_FILE}?mode=ro", auto_migrate=False)


@db.model
class Title:
    id: str
    author: str


db.express_sync.upsert("Title", {"id": "t1", "author": "Lem"})
print("titles:", db.express_sync.count("Title"))
