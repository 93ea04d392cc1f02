import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("dfx811_vans"))
db = DataFlow(URL)


@db.model
class Van:
    id: int
    depot: str
    __tablename__ = "dfx811_vans"


db.express_sync.create("Van", {"id": 1, "depot": "east"})
with db.transactions_sync.begin() as tx:
    tx.execute_raw("UPDATE dfx811_vans SET depot = ? WHERE id = ?", ["west", 1])
print("depot:", db.express_sync.read("Van", 1, cache_ttl=0)["depot"])
db.close()
