import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "vote.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS ballots (id TEXT PRIMARY KEY, choice TEXT NOT NULL)")

db = DataFlow(f"sqlite:///{DB_FILE}", auto_migrate=False)


@db.model
class Ballot:
    id: str
    choice: str


db.express_sync.create("Ballot", {"id": "b1", "choice": "yes"})
print("ballots:", db.express_sync.count("Ballot"))
