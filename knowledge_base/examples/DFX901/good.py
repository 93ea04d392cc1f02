import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB = Path(__file__).resolve().parent / "trail.db"
with sqlite3.connect(DB) as connection:
    connection.execute(
        "CREATE TABLE steps (id INTEGER PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL DEFAULT 'info')"
    )

db = DataFlow(f"sqlite:///{DB}")


@db.model
class Step:
    id: int
    name: str
    level: str = None


db.express_sync.create("Step", {"id": 1, "name": "login", "level": "info"})
print("level:", db.express_sync.read("Step", 1)["level"])
db.close()
