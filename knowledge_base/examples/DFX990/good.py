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
    for bed in ("north", "south"):
        await db.express.create("Bed", {"id": bed, "soil": "loam"})
        await db.express.create("Seedling", {"id": f"{bed}-1", "bed_id": bed})
    adapter = SQLiteAdapter(str(FILE), enable_connection_pooling=False)
    await adapter.connect()
    await adapter.execute_query("DELETE FROM beds WHERE id = ?", ["north"])
    rows = await adapter.execute_query("SELECT id FROM seedlings")
    await adapter.disconnect()
    print("seedlings:", [row["id"] for row in rows])
    await db.close_async()


asyncio.run(main())
