import sqlite3
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
with sqlite3.connect(HERE / "herd.db") as connection:
    connection.executescript((HERE / "release_one.sql").read_text())

db = DataFlow(f"sqlite:///{HERE / 'herd.db'}")


@db.model
class Cow:
    id: str
    stable: str


for cow in db.express_sync.list("Cow", order_by=["id"]):
    print(cow["id"], cow["stable"].upper())
