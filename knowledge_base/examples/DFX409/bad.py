import sqlite3
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
with sqlite3.connect(HERE / "stores.db") as connection:
    connection.executescript((HERE / "release_one.sql").read_text())

db = DataFlow(f"sqlite:///{HERE / 'stores.db'}")


@db.model
class Pallet:
    id: str
    goods: str


db.express_sync.create("Pallet", {"id": "north-7", "goods": "tiles"})
print("pallets:", db.express_sync.count("Pallet"))
