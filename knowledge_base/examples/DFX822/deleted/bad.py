import sqlite3
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "zoo.db"
TABLES = """
CREATE TABLE enclosures (id TEXT PRIMARY KEY, name TEXT NOT NULL,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE animals (id TEXT PRIMARY KEY, enclosure_id TEXT NOT NULL,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (enclosure_id) REFERENCES enclosures (id));
INSERT INTO enclosures (id, name) VALUES ('e1', 'Pond'), ('e2', 'Rock');
INSERT INTO animals (id, enclosure_id) VALUES ('a1', 'e1'), ('a2', 'e1'), ('a3', 'e2');
"""
FILE.unlink(missing_ok=True)
connection = sqlite3.connect(FILE)
connection.executescript(TABLES)
connection.close()
db = DataFlow(f"sqlite:///{FILE}", auto_migrate=False)


@db.model
class Enclosure:
    id: str
    name: str


@db.model
class Animal:
    id: str
    enclosure_id: str


def close_down(enclosure):
    db.express_sync.delete("Enclosure", enclosure["id"])


close_down(db.express_sync.read("Enclosure", "e1"))
print("enclosures:", db.express_sync.count("Enclosure"), "animals:", db.express_sync.count("Animal"))
db.close()
