import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def release_one():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx428_letters")
    await connection.execute("CREATE TABLE dfx428_letters (id SERIAL PRIMARY KEY, sender TEXT NOT NULL)")
    await connection.close()


asyncio.run(release_one())
db = DataFlow(URL)


@db.model
class Letter:
    __tablename__ = "dfx428_letters"
    id: int
    sender: str


db.express_sync.create("Letter", {"id": 17, "sender": "Rahel"})
print("letters:", db.express_sync.count("Letter"))
