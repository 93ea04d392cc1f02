import sqlite3
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mandates.db'}")


@db.model
class Mandate:
    id: int
    payer: str
    removed: bool = False


db.express_sync.create("Mandate", {"id": 1, "payer": "Okoye"})
db.express_sync.update("Mandate", 1, {"removed": True})
with sqlite3.connect(Path(__file__).resolve().parent / "mandates.db") as connection:
    print("rows kept:", connection.execute("SELECT count(*) FROM mandates").fetchone()[0])
db.close()
