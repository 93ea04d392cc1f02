import asyncio
from pathlib import Path

from dataflow import DataFlow

URL = f"sqlite:///{Path(__file__).resolve().parent / 'ticker.db'}"
db = DataFlow(URL, cache_ttl=5, cache_enabled=False)


@db.model
class Quote:
    id: str
    cents: int


async def main():
    await db.express.create("Quote", {"id": "ABC", "cents": 510})
    print("seconds in the cache:", db.config.cache_ttl)
    db.close()


asyncio.run(main())
