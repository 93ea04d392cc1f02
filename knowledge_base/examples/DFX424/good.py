import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "fleet.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        """
        DROP TABLE IF EXISTS trucks;
        CREATE TABLE trucks (truck_id INTEGER PRIMARY KEY, plate TEXT NOT NULL);
        INSERT INTO trucks VALUES (1, 'GR-77'), (2, 'GR-78');
        ALTER TABLE trucks RENAME COLUMN truck_id TO id;
        """
    )

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Truck:
    id: int
    plate: str


print("trucks:", len(db.express_sync.list("Truck")))
print("number 1 is known:", db.express_sync.read("Truck", 1) is not None)
