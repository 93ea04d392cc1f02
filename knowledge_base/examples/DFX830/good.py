import asyncio
import sqlite3
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "league.db"
TABLES = """
CREATE TABLE clubs (id TEXT PRIMARY KEY, name TEXT NOT NULL, active INTEGER,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE players (id TEXT PRIMARY KEY, home TEXT NOT NULL REFERENCES clubs (id),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
INSERT INTO clubs (id, name, active) VALUES ('c1', 'Harbour', 1), ('c2', 'Mill', 0), ('c3', 'Hill', 0);
INSERT INTO players (id, home) VALUES ('p1', 'c1'), ('p2', 'c3');
"""
FILE.unlink(missing_ok=True)
connection = sqlite3.connect(FILE)
connection.executescript(TABLES)
connection.close()
db = DataFlow(f"sqlite:///{FILE}", auto_migrate=False)


@db.model
class Club:
    id: str
    name: str
    active: bool


@db.model
class Player:
    id: str
    home: str


async def main():
    closed = await db.express.list("Club", filter={"active": False})
    ids = [club["id"] for club in closed]
    players = await db.express.list("Player", filter={"home": {"$in": ids}}, limit=100000)
    await db.express.bulk_delete("Player", [player["id"] for player in players])
    await db.express.bulk_delete("Club", ids)
    print("clubs:", await db.express.count("Club"))
    print("players:", await db.express.count("Player"))
    await db.close_async()


asyncio.run(main())
