import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'library.db'}")


@db.model
class Book:
    id: str
    isbn: str
    shelf: str = "new"


async def main():
    await db.express.create("Book", {"id": "b1", "isbn": "978-1", "shelf": "A"})
    await db.express.create("Book", {"id": "b2", "isbn": "978-2", "shelf": "A"})
    moved = [{"isbn": "978-2", "shelf": "C"}]
    for book in moved:
        book["id"] = (await db.express.find_one("Book", {"isbn": book["isbn"]}))["id"]
    await db.express.bulk_update("Book", moved)
    print([book["shelf"] for book in await db.express.list("Book", order_by=["id"])])
    await db.close_async()


asyncio.run(main())
