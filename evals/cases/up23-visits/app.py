import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pages.db'}")


@db.model
class Page:
    id: str
    hits: int


async def count(page, hits):
    return await db.express.upsert_advanced(
        "Page", where={"id": page}, create={"id": page, "hits": 1}, update={"hits": hits}, conflict_on=["id"]
    )


async def main():
    try:
        await count("home", 1)
        await count("home", 7)
        print("hits:", (await db.express.read("Page", "home"))["hits"])
    finally:
        await db.close_async()


asyncio.run(main())
