import asyncio
import sqlite3
from pathlib import Path

from dataflow import DataFlow
from dataflow.adapters.sqlite import SQLiteAdapter

FILE = Path(__file__).resolve().parent / "greenhouse.db"
connection = sqlite3.connect(FILE)
connection.executescript(
    """
    DROP TABLE IF EXISTS seedlings;
    DROP TABLE IF EXISTS beds;
    CREATE TABLE beds (id TEXT PRIMARY KEY, soil TEXT NOT NULL);
    CREATE TABLE seedlings (
        id TEXT PRIMARY KEY,
        bed_id TEXT NOT NULL REFERENCES beds (id) ON DELETE CASCADE
    );
    """
)
connection.close()
db = DataFlow(f"sqlite:///{FILE}", auto_migrate=False)


@db.model
class Bed:
    __tablename__ = "beds"
    id: str
    soil: str


@db.model
class Seedling:
    __tablename__ = "seedlings"
    id: str
    bed_id: str


async def main():
    await db.express.create("Bed", {"id": "north", "soil": "loam"})
    adapter = SQLiteAdapter(str(FILE))
    await adapter.connect()
    for name, bed in (("leek", "north"), ("kale", "west")):
        try:
            await adapter.execute_query("INSERT INTO seedlings (id, bed_id) VALUES (?, ?)", [name, bed])
        except Exception as error:
            print("refused:", name, "FOREIGN KEY" in str(error))
    rows = await adapter.execute_query("SELECT id FROM seedlings")
    await adapter.disconnect()
    print("seedlings:", [row["id"] for row in rows])
    await db.close_async()


asyncio.run(main())
