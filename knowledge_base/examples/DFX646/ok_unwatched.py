import asyncio
from pathlib import Path

from dataflow import DataFlow

FOLDER = Path(__file__).resolve().parent


async def copy(year):
    db = DataFlow(f"sqlite:///{FOLDER / f'letters_{year}.db'}")

    @db.model
    class Letter:
        id: str
        sender: str

    await db.express.create("Letter", {"id": f"{year}-1", "sender": "Ruth"})
    count = await db.express.count("Letter")
    await db.close_async()
    return count


print("letters:", [asyncio.run(copy(year)) for year in (1911, 1912, 1913)])
