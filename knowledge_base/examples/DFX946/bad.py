import asyncio

import aiomysql
from dataflow import DataFlow


async def drop(table):
    connection = await aiomysql.connect(host="127.0.0.1", port=3306, user="root", db="test", autocommit=True)
    cursor = await connection.cursor()
    await cursor.execute(f"DROP TABLE IF EXISTS {table}")
    connection.close()


asyncio.run(drop("dfx946_wells"))
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Well:
    id: int
    metres: int = 0
    __tablename__ = "dfx946_wells"


try:
    db.express_sync.create("Well", {"id": 1, "metres": 40})
    db.express_sync.upsert("Well", {"id": 1, "metres": 55})
    print("metres:", db.express_sync.read("Well", 1, cache_ttl=0)["metres"])
finally:
    db.close()
