import asyncio

import aiomysql

from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx436_verdicts")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Verdict:
    __tablename__ = "dfx436_verdicts"
    id: str
    reasons: str


db.express_sync.create("Verdict", {"id": "v1", "reasons": "whereas " * 60})
print("characters:", len(db.express_sync.read("Verdict", "v1")["reasons"]))
