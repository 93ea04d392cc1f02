import sqlite3
from contextlib import closing
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "tower.db"
with closing(sqlite3.connect(FILE)) as connection:
    connection.execute("CREATE TABLE bells (id TEXT PRIMARY KEY, tone TEXT)")
    connection.commit()
db = DataFlow(f"sqlite:///{FILE}", auto_migrate=False)


@db.model
class Bell:
    id: str
    tone: str


print("bells:", db.express_sync.count("Bell"))
db.close()
with closing(sqlite3.connect(FILE)) as connection:
    print([column[1] for column in connection.execute("PRAGMA table_info(bells)")])
