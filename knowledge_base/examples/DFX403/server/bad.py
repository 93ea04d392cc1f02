import asyncpg
import asyncio

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def clean():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx403_patrols")
    await connection.close()


asyncio.run(clean())
db = DataFlow(URL, auto_migrate=False)


@db.model
class Patrol:
    __tablename__ = "dfx403_patrols"
    id: str
    district: int


db.express_sync.create("Patrol", {"id": "p1", "district": 4})
print("patrols:", db.express_sync.count("Patrol"))
