import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "kiosk.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        """
        DROP TABLE IF EXISTS orders_2024;
        CREATE TABLE orders_2024 (id TEXT PRIMARY KEY, cents INTEGER, clerk TEXT);
        INSERT INTO orders_2024 VALUES ('1', 250, 'Ute');
        """
    )

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Order:
    id: str
    cents: int


db.express_sync.create("Order", {"id": "o1", "cents": 300})
db.express_sync.delete("Order", "o1")
print("orders:", db.express_sync.count("Order"))
