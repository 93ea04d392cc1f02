import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "tides.db"
db = DataFlow(f"sqlite:///{DB_FILE}?timeout=30")


@db.model
class Tide:
    id: str
    metres: float


db.express_sync.create("Tide", {"id": "t1", "metres": 4.2})
db.close()

with sqlite3.connect(DB_FILE) as connection:
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'tides'").fetchone()[0]
print("table in tides.db:", bool(found))
