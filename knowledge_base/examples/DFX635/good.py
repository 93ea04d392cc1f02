import asyncio
import sqlite3
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "survey.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS stations (id TEXT PRIMARY KEY, metres REAL)")

db = DataFlow(f"sqlite:///{DB_FILE}", auto_migrate=False)


async def main():
    schema = await db.discover_schema_async(use_real_inspection=True)
    print("stations known:", "stations" in schema)
    await db.close_async()


asyncio.run(main())
