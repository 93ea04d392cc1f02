import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("dfx970_trails"))
db = DataFlow(URL)


@db.model
class Trail:
    id: str
    marks: list
    __tablename__ = "dfx970_trails"
    __dataflow__ = {"use_native_arrays": True}


db.express_sync.create("Trail", {"id": "t1", "marks": ["steep", "wet"]})
print("marks:", db.express_sync.read("Trail", "t1")["marks"])
db.close()
