import asyncio

from ingest import run
from store import create_schema, db

SENSORS = ("hall", "cellar")
MONDAY = [
    ("r1", "hall", "2025-02-03T06:00:00", 17.5),
    ("r2", "cellar", "2025-02-03T06:00:00", 9.25),
    ("r3", "hall", "2025-02-03T12:00:00", 19.0),
]
TUESDAY = [
    ("r4", "hall", "2025-02-04T06:00:00", 16.75),
    ("r5", "hall", "2025-02-04T12:00:00", 18.5),
    ("r6", "cellar", "2025-02-04T06:00:00", 9.0),
]


async def main():
    await create_schema()
    try:
        for day, lines in (("monday", MONDAY), ("tuesday", TUESDAY)):
            print(day, await run(lines, SENSORS))
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
