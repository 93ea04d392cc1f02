import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def release_one():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx408_tolls")
    await connection.execute("CREATE TABLE dfx408_tolls (id TEXT PRIMARY KEY, axles TEXT NOT NULL)")
    await connection.execute("INSERT INTO dfx408_tolls VALUES ('t1', '2'), ('t2', '5')")
    await connection.execute("ALTER TABLE dfx408_tolls ALTER COLUMN axles TYPE INTEGER USING axles::integer")
    await connection.close()


asyncio.run(release_one())
db = DataFlow(URL)


@db.model
class Toll:
    __tablename__ = "dfx408_tolls"
    id: str
    axles: int


lorries = db.express_sync.list("Toll", {"axles": {"$gt": 3}})
print("lorries:", [toll["id"] for toll in lorries])
