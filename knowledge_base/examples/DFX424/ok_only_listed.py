import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "weather.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        """
        DROP TABLE IF EXISTS logs;
        CREATE TABLE logs (stamp TEXT, line TEXT);
        INSERT INTO logs VALUES ('2026-11-01', 'fog'), ('2026-11-02', 'rain');
        """
    )

db = DataFlow(f"sqlite:///{DB_FILE}", auto_migrate=False)


@db.model
class Log:
    stamp: str
    line: str


print("lines:", [log["line"] for log in db.express_sync.list("Log", order_by=["stamp"])])
