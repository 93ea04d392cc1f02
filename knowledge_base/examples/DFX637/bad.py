import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'posts.db'}")


@db.model
class Post:
    id: str
    title: str


async def main():
    drafts = [("p1", "One"), ("p2", "Two"), ("p1", "Three")]
    calls = [db.express.create("Post", {"id": key, "title": title}) for key, title in drafts]
    await asyncio.gather(*calls, return_exceptions=True)
    print(await db.express.count("Post"), "of", len(drafts), "posts")
    await db.close_async()


asyncio.run(main())
