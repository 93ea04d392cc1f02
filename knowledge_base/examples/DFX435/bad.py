import asyncio

import aiomysql

from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx435_kilns")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Kiln:
    __tablename__ = "dfx435_kilns"
    id: str
    program: dict = {}


db.express_sync.create("Kiln", {"id": "k1", "program": {"peak": 1240}})
print("peak:", db.express_sync.read("Kiln", "k1")["program"]["peak"])
