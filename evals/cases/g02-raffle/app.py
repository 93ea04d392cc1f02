import sqlite3
from pathlib import Path

from dataflow import DataFlow

import codes

FILE = Path(__file__).resolve().parent / "raffle.db"
db = DataFlow(f"sqlite:///{FILE}")


@db.model
class Ticket:
    id: str
    code: str = codes.new_code


print("tickets:", db.express_sync.count("Ticket"))
db.close()
connection = sqlite3.connect(FILE)
connection.execute("INSERT INTO tickets (id) VALUES ('a')")
code = connection.execute("SELECT code FROM tickets").fetchone()[0]
print("odd:", "function" in str(code))
