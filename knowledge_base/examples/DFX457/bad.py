import sqlite3
from contextlib import closing
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "quarry.db"
with closing(sqlite3.connect(FILE)) as connection:
    connection.execute("DROP TABLE IF EXISTS blocks")
    connection.execute("CREATE TABLE blocks (id TEXT PRIMARY KEY, tons INTEGER NOT NULL)")
    connection.execute("INSERT INTO blocks VALUES ('b1', 12), ('b2', 7)")
    connection.commit()

db = DataFlow(f"sqlite:///{FILE}")


@db.model
class Block:
    id: str
    tons: int


db.express_sync.update("Block", "b2", {"tons": 8})
print({block["id"]: block["tons"] for block in db.express_sync.list("Block", cache_ttl=0)})
db.close()
