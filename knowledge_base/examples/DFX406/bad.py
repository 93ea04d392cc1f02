import sqlite3
from pathlib import Path
from typing import Optional

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
with sqlite3.connect(HERE / "garage.db") as connection:
    connection.executescript((HERE / "release_one.sql").read_text())

db = DataFlow(f"sqlite:///{HERE / 'garage.db'}")


@db.model
class Car:
    id: str
    plate: Optional[str] = None


db.express_sync.create("Car", {"id": "c2"})
print("cars:", db.express_sync.count("Car"))
