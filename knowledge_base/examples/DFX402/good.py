import sqlite3
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
with sqlite3.connect(HERE / "clinic.db") as connection:
    connection.executescript((HERE / "release_one.sql").read_text())

db = DataFlow(f"sqlite:///{HERE / 'clinic.db'}")


@db.model
class Patient:
    id: str
    name: str


db.express_sync.create("Patient", {"id": "p2", "name": "Ola Berg"})
print("patients:", db.express_sync.count("Patient"))
