import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop_table():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx_828_shelves")
    await connection.close()


asyncio.run(drop_table())
db = DataFlow(URL)


@db.model
class Shelf:
    __tablename__ = "dfx_828_shelves"
    id: str
    place: str
    moved_by: str = ""


class Busy(Exception):
    pass


async def save(shelf_id, values):
    for attempt in range(2):
        try:
            await db.express.update("Shelf", shelf_id, values)
            return
        except Exception:
            await asyncio.sleep(0.05 * attempt)
    raise Busy("another user has the shelf open")


async def move(shelf_id, place, user):
    values = {"place": place}
    values |= stamp(user)
    await save(shelf_id, values)


def stamp(user):
    return {
        "moved_by": user,
        "updated_at": None,
    }


async def main():
    await db.express.create("Shelf", {"id": "s1", "place": "cellar"})
    await move("s1", "hall", "Ida")
    shelf = await db.express.read("Shelf", "s1")
    print(shelf["place"], shelf["moved_by"])
    await db.close_async()


asyncio.run(main())
