import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop_tables():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx_801_rooms, dfx_801_stays")
    await connection.close()


asyncio.run(drop_tables())
db = DataFlow(URL, cache_enabled=False)


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


async def take(tx, room, beds):
    await tx.execute_raw("UPDATE dfx_801_rooms SET free = free - $1 WHERE id = $2", [beds, room])


async def book(number, room, guest):
    async with db.transactions.begin() as tx:
        await take(tx, room, 1)
        await tx.execute_raw(
            "INSERT INTO dfx_801_stays (id, room, guest) VALUES ($1, $2, $3)", [number, room, guest]
        )


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
