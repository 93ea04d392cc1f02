import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def release_one():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx431_ok_persons")
    await connection.execute('CREATE TABLE dfx431_ok_persons (id TEXT PRIMARY KEY, "Surname" TEXT NOT NULL)')
    await connection.close()


asyncio.run(release_one())
db = DataFlow(URL)


@db.model
class Person:
    __tablename__ = "dfx431_ok_persons"
    id: str
    Surname: str


db.express_sync.create("Person", {"id": "p1", "Surname": "Novak"})
print("persons:", db.express_sync.count("Person", {"Surname": "Novak"}))
