import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "parcels.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        """
        DROP TABLE IF EXISTS parcels;
        CREATE TABLE parcels (id TEXT PRIMARY KEY, kilos DECIMAL(8, 2) NOT NULL);
        INSERT INTO parcels VALUES ('p1', 8), ('p2', 31);
        """
    )

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Parcel:
    id: str
    kilos: int


print("heavy:", db.express_sync.count("Parcel", {"kilos": {"$gt": 10}}))
