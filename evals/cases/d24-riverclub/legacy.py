"""Loads the dump of the old membership database."""
import sqlite3
from pathlib import Path

HERE = Path(__file__).resolve().parent
DB_PATH = HERE / "club.db"


def load_dump():
    con = sqlite3.connect(DB_PATH)
    con.executescript((HERE / "schema.sql").read_text())
    con.commit()
    con.close()
