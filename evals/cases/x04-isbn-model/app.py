import asyncio

from models import db
from schemas import BookModel

SHELF = [
    {"id": 1, "title": "Weaving for Beginners", "isbn": "0-306-40615-2", "copies": 2},
    {"id": 2, "title": "Field Guide to Mosses", "isbn": "0-8044-2957-X", "copies": 1},
]


async def catalogue():
    rows = await db.express.list("Book", {"copies": {"$gte": 1}}, order_by=["id"], limit=100)
    return [BookModel(**row).model_dump() for row in rows]


async def main():
    try:
        for book in SHELF:
            await db.express.create("Book", book)
        for book in await catalogue():
            print(book["id"], book["title"], book["isbn"])
    finally:
        await db.close_async()


asyncio.run(main())
