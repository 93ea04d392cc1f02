import asyncio

import aiomysql
from dataflow import DataFlow


async def drop(table):
    connection = await aiomysql.connect(host="127.0.0.1", port=3306, user="root", db="test", autocommit=True)
    cursor = await connection.cursor()
    await cursor.execute(f"DROP TABLE IF EXISTS {table}")
    connection.close()


asyncio.run(drop("dfx804_pallets"))
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Pallet:
    id: int
    bay: str
    __tablename__ = "dfx804_pallets"


db.express_sync.create("Pallet", {"id": 1, "bay": "N1"})
with db.transactions_sync.begin() as tx:
    tx.execute_raw("UPDATE dfx804_pallets SET bay = 'S4' WHERE id = 1")
print("bay:", db.express_sync.read("Pallet", 1, cache_ttl=0)["bay"])
db.close()
