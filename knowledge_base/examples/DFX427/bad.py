import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def release_one():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx427_permits")
    await connection.execute("CREATE TABLE dfx427_permits (id INTEGER PRIMARY KEY, holder TEXT NOT NULL)")
    await connection.close()


asyncio.run(release_one())
db = DataFlow(URL)


@db.model
class Permit:
    __tablename__ = "dfx427_permits"
    id: int
    holder: str


db.express_sync.create("Permit", {"holder": "Kowalski"})
print("permits:", db.express_sync.count("Permit"))
