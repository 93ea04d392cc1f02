import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "apiary.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.executescript(
        """
        DROP TABLE IF EXISTS t_hive;
        CREATE TABLE t_hive (id TEXT PRIMARY KEY, frames INTEGER NOT NULL);
        INSERT INTO t_hive VALUES ('h1', 10), ('h2', 8);
        """
    )

db = DataFlow(f"sqlite:///{DB_FILE}", auto_migrate=False, enable_model_persistence=False)


@db.model
class Hive:
    id: str
    frames: int


print("frames:", sum(hive["frames"] for hive in db.express_sync.list("Hive")))
db.close()
