import sqlite3
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
with sqlite3.connect(HERE / "studio.db") as connection:
    connection.executescript((HERE / "release_one.sql").read_text())

db = DataFlow(f"sqlite:///{HERE / 'studio.db'}")


@db.model
class Recording:
    __tablename__ = "tracks"
    id: str
    artist: str
    seconds: int = 0


for recording in db.express_sync.list("Recording"):
    print(recording["artist"], recording["seconds"])
print("recordings:", db.express_sync.count("Recording"))
