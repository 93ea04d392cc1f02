import asyncio

from dataflow import DataFlow

db = DataFlow(":memory:")


@db.model
class Draft:
    id: str
    words: int


async def main():
    await db.express.create("Draft", {"id": "d1", "words": 900})
    print("drafts:", await db.express.count("Draft"), flush=True)
    await db.close_async()


asyncio.run(main())
