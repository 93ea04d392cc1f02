import asyncio

import aiomysql

from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx544_orders")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql+mysqldb://root@127.0.0.1:3306/test")


@db.model
class Order:
    __tablename__ = "dfx544_orders"
    id: str
    table_no: int


db.express_sync.create("Order", {"id": "o1", "table_no": 4})
print("orders:", db.express_sync.count("Order"))
