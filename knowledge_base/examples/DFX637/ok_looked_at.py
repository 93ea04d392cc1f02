import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'posts.db'}")


@db.model
class Post:
    id: str
    title: str


async def main():
    calls = [db.express.create("Post", {"id": key, "title": "x"}) for key in ("a", "b", "a")]
    results = await asyncio.gather(*calls, return_exceptions=True)
    print(sum(isinstance(one, Exception) for one in results), "refused")
    await db.close_async()


asyncio.run(main())
