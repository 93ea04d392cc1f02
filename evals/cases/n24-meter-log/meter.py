import sqlite3
from pathlib import Path

FILE = Path(__file__).resolve().parent / "meter.sqlite"


def prepare():
    connection = sqlite3.connect(FILE)
    connection.execute("CREATE TABLE IF NOT EXISTS reading (day TEXT, kwh REAL)")
    connection.close()


def rows():
    return sqlite3.connect(FILE).execute("SELECT day, kwh FROM readings").fetchall()
