import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "parish.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        """
        DROP TABLE IF EXISTS baptism;
        CREATE TABLE baptism (id TEXT PRIMARY KEY, child TEXT NOT NULL);
        INSERT INTO baptism VALUES ('1', 'Anna');
        """
    )

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Baptism:
    __tablename__ = "baptism"
    id: str
    child: str


@db.model
class Burial:
    id: str
    name: str


print("baptisms:", db.express_sync.count("Baptism"), "burials:", db.express_sync.count("Burial"))
