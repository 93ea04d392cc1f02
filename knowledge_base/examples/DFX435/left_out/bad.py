import asyncio

import aiomysql

from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx435_hives")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


class Observed:
    remarks: list = []


@db.model
class Hive(Observed):
    __tablename__ = "dfx435_hives"

    id: str
    sizes: dict = {"frames": 10}


def add(row):
    db.express_sync.create("Hive", row)


add({"id": "h1", "remarks": ["calm"]})
add({"id": "h2", "sizes": {"frames": 12}})
for hive in db.express_sync.list("Hive", {}, order_by=["id"]):
    print(hive["id"], hive["sizes"]["frames"], len(hive["remarks"]))
db.close()
