import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop_tables():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx_801_rooms, dfx_801_stays")
    await connection.close()


asyncio.run(drop_tables())
db = DataFlow(URL)


@db.model
class Room:
    __tablename__ = "dfx_801_rooms"
    id: str
    free: int


@db.model
class Stay:
    __tablename__ = "dfx_801_stays"
    id: str
    room: str
    guest: str


async def take(room, beds):
    found = await db.express.read("Room", room)
    await db.express.update("Room", room, {"free": found["free"] - beds})


async def book(number, room, guest):
    async with db.transactions.begin():
        await take(room, 1)
        await db.express.create("Stay", {"id": number, "room": room, "guest": guest})


async def main():
    await db.express.create("Room", {"id": "r1", "free": 4})
    print("free:", [room["free"] for room in await db.express.list("Room")])
    for guest in ("Lena", "Omar"):
        try:
            await book("s1", "r1", guest)
            print(guest, "has a bed")
        except Exception:
            print(guest, "has none")
    print("free:", [room["free"] for room in await db.express.list("Room")])
    await db.close_async()


asyncio.run(main())
