import asyncio

import aiomysql
from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx475_wagons")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Wagon:
    __tablename__ = "dfx475_wagons"
    id: str
    track: str


for name, track in [("coal-1", "0"), ("coal-2", "A4"), ("grain-1", "B")]:
    db.express_sync.create("Wagon", {"id": name, "track": track})

yard = 0
waiting = db.express_sync.list("Wagon", {"track": yard})
print("on track 0:", sorted(wagon["id"] for wagon in waiting))
