import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "wells.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        "DROP TABLE IF EXISTS wells; CREATE TABLE wells (id TEXT PRIMARY KEY, metres INTEGER NOT NULL);"
    )

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Well:
    id: str
    metres: int
    licence: str


db.create_tables()
db.express_sync.create("Well", {"id": "w1", "metres": 40, "licence": "A-7"})
print("wells:", db.express_sync.count("Well", {"licence": "A-7"}))
