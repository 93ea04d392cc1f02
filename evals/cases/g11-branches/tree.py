import sqlite3
from pathlib import Path

FILE = Path(__file__).resolve().parent / "tree.db"


def plant():
    connection = sqlite3.connect(FILE)
    connection.executescript(
        "DROP TABLE IF EXISTS leaves; DROP TABLE IF EXISTS branches;"
        "CREATE TABLE branches (id INTEGER PRIMARY KEY);"
        "CREATE TABLE leaves (id INTEGER PRIMARY KEY, branch INTEGER REFERENCES branches (id));"
    )
    connection.close()
