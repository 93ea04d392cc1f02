import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "plant.db"
db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Turbine:
    __table_name__ = "wind_turbines"
    id: str
    megawatt: float


db.express_sync.create("Turbine", {"id": "w1", "megawatt": 3.6})
db.close()
with sqlite3.connect(DB_FILE) as connection:
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE '%turbines'")
    ]
print("tables:", tables)
