import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB = Path(__file__).resolve().parent / "hotel.db"
with sqlite3.connect(DB) as connection:
    connection.execute("CREATE TABLE rooms (id INTEGER PRIMARY KEY, number TEXT NOT NULL)")

db = DataFlow(f"sqlite:///{DB}")


@db.model
class Room:
    id: int
    number: str
    view: str = "yard"


db.express_sync.create("Room", {"id": 1, "number": "12", "view": "sea"})
print("view:", db.express_sync.read("Room", 1)["view"])
db.close()
