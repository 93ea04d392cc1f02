import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "registry.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        """
        DROP TABLE IF EXISTS vessels;
        CREATE TABLE vessels (id TEXT PRIMARY KEY, name TEXT NOT NULL, flag TEXT NOT NULL);
        INSERT INTO vessels VALUES ('imo-1', 'Aurora', 'NO');
        """
    )

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Vessel:
    id: str
    name: str
    flag: str = ""


db.express_sync.create("Vessel", {"id": "imo-2", "name": "Borealis"})
print("vessels:", db.express_sync.count("Vessel"))
