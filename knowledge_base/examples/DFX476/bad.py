import asyncio
from datetime import datetime

import aiomysql
from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx476_splits")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Split:
    __tablename__ = "dfx476_splits"
    id: str
    at: datetime


start = datetime(2026, 5, 2, 9, 30, 12, 250000)
db.express_sync.create("Split", {"id": "gate-1", "at": start})
stored = datetime.fromisoformat(db.express_sync.read("Split", "gate-1")["at"])
print("lost:", (start - stored).total_seconds())
