import sqlite3
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "ponds.db"
SCHEMA = """
CREATE TABLE ponds (
    id INTEGER PRIMARY KEY,  -- counted by hand
    depth REAL NOT NULL,
    village TEXT
)
"""
with sqlite3.connect(FILE) as connection:
    connection.execute("DROP TABLE IF EXISTS ponds")
    connection.execute(SCHEMA)
    connection.execute("INSERT INTO ponds VALUES (1, 2.5, 'Au'), (2, 0.8, 'Reith')")
    connection.execute("ALTER TABLE ponds RENAME COLUMN depth TO metres_deep")
connection.close()

db = DataFlow(f"sqlite:///{FILE}")


@db.model
class Pond:
    id: int
    village: str
    metres_deep: float = 0.0


def total():
    return sum(pond["metres_deep"] or 0 for pond in db.express_sync.list("Pond", order_by=["id"]))


db.express_sync.create("Pond", {"id": 3, "village": "Au", "metres_deep": 1.0})
print("metres:", round(total(), 1))
db.close()
