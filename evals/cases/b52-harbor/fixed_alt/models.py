import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "harbor.db"
db = DataFlow(f"sqlite:///{DB_FILE}", cache_enabled=False)


@db.model
class Berth:
    __tablename__ = "port_berths"

    id: int
    code: str
    length_m: float


db.create_tables()
with sqlite3.connect(DB_FILE) as con:
    con.execute("CREATE UNIQUE INDEX IF NOT EXISTS uq_port_berths_code ON port_berths (code)")
con.close()
