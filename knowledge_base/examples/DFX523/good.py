import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "ledger.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.execute("DROP TABLE IF EXISTS postings")
    connection.execute("CREATE TABLE postings (id TEXT PRIMARY KEY, cents INTEGER NOT NULL)")

db = DataFlow(f"sqlite:///{DB_FILE}", auto_migrate=False)


@db.model
class Posting:
    id: str
    cents: int
    memo: str = ""


print("postings:", db.express_sync.count("Posting"))
db.close()
with sqlite3.connect(DB_FILE) as connection:
    columns = [row[1] for row in connection.execute("PRAGMA table_info(postings)")]
print("columns of postings:", columns)
