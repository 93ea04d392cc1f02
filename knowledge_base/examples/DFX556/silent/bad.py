import sqlite3
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "quay.db"
OPTIONS = {"cache_enabled": "off", "pool_size": 2}
db = DataFlow(f"sqlite:///{FILE}", **OPTIONS)


@db.model
class Berth:
    id: str
    free: int


db.express_sync.create("Berth", {"id": "b1", "free": 3})
print("before:", db.express_sync.read("Berth", "b1")["free"])
with sqlite3.connect(FILE) as connection:
    connection.execute("UPDATE berths SET free = 2")
print("after:", db.express_sync.read("Berth", "b1")["free"])
db.close()
