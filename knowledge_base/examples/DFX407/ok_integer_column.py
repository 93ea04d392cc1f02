import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "kennel.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        """
        DROP TABLE IF EXISTS dogs;
        CREATE TABLE dogs (id VARCHAR(40) PRIMARY KEY, weight BIGINT NOT NULL, name VARCHAR(80));
        INSERT INTO dogs VALUES ('d1', 8, 'Ida'), ('d2', 31, 'Bo');
        """
    )

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Dog:
    id: str
    weight: int
    name: str


print("heavy:", [dog["id"] for dog in db.express_sync.list("Dog", {"weight": {"$gt": 10}})])
