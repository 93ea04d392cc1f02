import asyncio

import aiomysql

from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx447_links")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Link:
    __tablename__ = "dfx447_links"
    id: str
    target: str


for code, target in [("qX7a", "/menu"), ("Qx7a", "/jobs")]:
    db.express_sync.create("Link", {"id": code, "target": target})
print("links:", db.express_sync.count("Link"))
