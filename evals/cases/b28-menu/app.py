import asyncio

import pymysql

from models import SERVER, db

DISHES = [
    {"id": "d1", "title": "Lentil soup", "cents": 650, "vegan": True},
    {"id": "d2", "title": "Walnut tart", "cents": 480, "allergens": ["nuts", "gluten"]},
]


def clear():
    con = pymysql.connect(**SERVER)
    con.cursor().execute("DROP TABLE IF EXISTS b28_dishes")
    con.close()


def line(dish):
    marks = " ".join(dish["allergens"]) if dish["allergens"] else "-"
    return f"{dish['title']} {dish['cents'] / 100:.2f} [{marks}]"


async def main():
    try:
        for dish in DISHES:
            await db.express.create("B28Dish", dish)
        for dish in await db.express.list("B28Dish", {}, order_by=["id"]):
            print(line(dish))
    finally:
        await db.close_async()


clear()
asyncio.run(main())
