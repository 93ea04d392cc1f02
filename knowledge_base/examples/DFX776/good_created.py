import asyncio

import aiomysql
from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx776_hosts")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Host:
    __tablename__ = "dfx776_hosts"
    id: str
    address: str
    seen: int = 0

    __dataflow__ = {"indexes": [{"name": "dfx776_address", "fields": ["address"], "unique": True}]}


new = 0
for number, address in enumerate(["10.0.0.1", "10.0.0.2", "10.0.0.1"]):
    row = db.express_sync.find_one("Host", {"address": address})
    if row:
        db.express_sync.update("Host", row["id"], {"seen": 1})
    else:
        db.express_sync.create("Host", {"id": f"h{number}", "address": address})
        new += 1
print("new hosts:", new)
db.close()
