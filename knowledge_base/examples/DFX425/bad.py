import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "sales.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        """
        DROP VIEW IF EXISTS big_sales;
        DROP TABLE IF EXISTS sales;
        CREATE TABLE sales (id TEXT PRIMARY KEY, euro REAL, created_at TEXT, updated_at TEXT);
        CREATE VIEW big_sales AS SELECT * FROM sales WHERE euro > 1000;
        INSERT INTO sales (id, euro) VALUES ('s1', 4200);
        """
    )

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class BigSale:
    id: str
    euro: float


db.express_sync.create("BigSale", {"id": "s2", "euro": 1900.0})
print("big sales:", db.express_sync.count("BigSale"))
