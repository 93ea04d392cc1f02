import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "ledger.db"
db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Posting:
    id: str
    cents: int


db.express_sync.create("Posting", {"id": "p1", "cents": 100})

connection = sqlite3.connect(DB_FILE)
connection.execute("UPDATE postings SET cents = cents * 2")
db.express_sync.create("Posting", {"id": "p2", "cents": 50})
connection.commit()
print("sum:", sum(row["cents"] for row in db.express_sync.list("Posting")))
