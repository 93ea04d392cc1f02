import asyncio
import json
from pathlib import Path

import psycopg2
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"
REJECTED = Path("rejected.jsonl")
TABLE = """
DROP TABLE IF EXISTS dfx848_stays;
CREATE TABLE dfx848_stays (
    id TEXT PRIMARY KEY,
    guests INTEGER NOT NULL,
    arrival TEXT CHECK (arrival < '2')
);
"""


def make_table():
    connection = psycopg2.connect(URL)
    connection.autocommit = True
    connection.cursor().execute(TABLE)
    connection.close()


async def take(db, booking):
    try:
        await db.express.create("Booking", booking)
    except Exception as error:
        with REJECTED.open("a") as file:
            file.write(json.dumps({"id": booking["id"], "why": str(error)}) + "\n")


async def main():
    make_table()
    db = DataFlow(URL, auto_migrate=False)

    @db.model
    class Booking:
        __tablename__ = "dfx848_stays"
        id: str
        guests: int
        arrival: str = None

    await take(db, {"id": "b1", "guests": 2})
    await take(db, {"id": "b2", "guests": 2, "arrival": "9 after my surgery"})
    print("bookings:", await db.express.count("Booking"))
    await db.close_async()
    rejected = REJECTED.read_text()
    print("rejected:", len(rejected.splitlines()), "quoted:", "surgery" in rejected)


asyncio.run(main())
