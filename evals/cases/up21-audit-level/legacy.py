import sqlite3
from pathlib import Path

FILE = Path(__file__).resolve().parent / "book.db"


def prepare():
    connection = sqlite3.connect(FILE)
    connection.executescript(
        "DROP TABLE IF EXISTS remarks;"
        "CREATE TABLE remarks (id TEXT PRIMARY KEY, text TEXT NOT NULL, level TEXT NOT NULL DEFAULT 'low',"
        " created_at TEXT DEFAULT CURRENT_TIMESTAMP, updated_at TEXT DEFAULT CURRENT_TIMESTAMP);"
    )
    connection.close()
