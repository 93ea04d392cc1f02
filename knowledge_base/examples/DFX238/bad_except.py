import asyncio

import aiomysql

from dataflow import DataFlow


async def drop_table():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx238_songs")
    connection.close()


asyncio.run(drop_table())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Song:
    __tablename__ = "dfx238_songs"
    id: str
    mood: str


async def unheard(heard):
    return await db.express.count("Song", {"id": {"$nin": heard}})


async def main():
    for number, mood in enumerate(["calm", "wild"]):
        await db.express.create("Song", {"id": f"s{number}", "mood": mood})
    print("old listener:", await unheard(["s0"]))
    print("new listener:", await unheard([]))
    await db.close_async()


asyncio.run(main())
