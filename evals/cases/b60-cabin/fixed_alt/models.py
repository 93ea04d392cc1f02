import secrets
import sqlite3
from pathlib import Path
from typing import Optional

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
DB_FILE = HERE / "cabin.db"

with sqlite3.connect(DB_FILE) as con:  # the file as release 1 left it
    con.executescript((HERE / "release1.sql").read_text())
con.close()

db = DataFlow(f"sqlite:///{DB_FILE}", cache_enabled=False)


def new_door_code():
    return f"{secrets.randbelow(10**6):06d}"


@db.model
class Stay:
    id: int
    guest: str
    nights: int
    door_code: Optional[str] = None
