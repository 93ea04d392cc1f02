import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "marina.db"
db = DataFlow(f"sqlite+aiosqlite:///{DB_FILE}")


@db.model
class Berth:
    id: str
    boat: str


db.express_sync.create("Berth", {"id": "b1", "boat": "Undine"})
db.close()

with sqlite3.connect(DB_FILE) as connection:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'berths'").fetchall()
print("table in marina.db:", bool(tables))
