import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "maps.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS sheets (id TEXT PRIMARY KEY, scale INTEGER NOT NULL)")

db = DataFlow(f"sqlite:///{DB_FILE}", existing_schema_mode=True)


@db.model
class Sheet:
    id: str
    scale: int


db.express_sync.create("Sheet", {"id": "4821", "scale": 25000})
print("sheets:", db.express_sync.count("Sheet"))
