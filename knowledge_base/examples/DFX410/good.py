import sqlite3
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
with sqlite3.connect(HERE / "parish.db") as connection:
    connection.executescript((HERE / "legacy.sql").read_text())

db = DataFlow(f"sqlite:///{HERE / 'parish.db'}")


@db.model
class Baptism:
    __tablename__ = "baptism"
    id: str
    child: str
    year: int


print("baptisms:", db.express_sync.count("Baptism"))
