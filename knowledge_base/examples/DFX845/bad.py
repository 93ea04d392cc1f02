import asyncio

import aiomysql
from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx845_scores")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Score:
    __tablename__ = "dfx845_scores"
    id: str
    points: int


for points in (3, 8):
    db.express_sync.upsert_advanced(
        "Score", where={"id": "kim"}, create={"id": "kim", "points": 1}, update={"points": points}
    )
print("points:", db.express_sync.read("Score", "kim")["points"])
