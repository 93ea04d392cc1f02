import asyncio
from pathlib import Path

from dataflow import DataFlow
from dataflow.core.config import DataFlowConfig

URL = f"sqlite:///{Path(__file__).resolve().parent / 'ticker.db'}"
db = DataFlow(config=DataFlowConfig(database_url=URL, cache_ttl=5, enable_query_cache=False))


@db.model
class Quote:
    id: str
    cents: int


async def main():
    await db.express.create("Quote", {"id": "ABC", "cents": 510})
    print("seconds in the cache:", db.config.cache_ttl)
    db.close()


asyncio.run(main())
