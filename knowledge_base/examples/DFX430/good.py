import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def release_one():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx430_lamps")
    await connection.execute("CREATE TABLE dfx430_lamps (id TEXT PRIMARY KEY, lit INTEGER NOT NULL)")
    await connection.execute("ALTER TABLE dfx430_lamps ALTER COLUMN lit TYPE BOOLEAN USING lit <> 0")
    await connection.close()


asyncio.run(release_one())
db = DataFlow(URL)


@db.model
class Lamp:
    __tablename__ = "dfx430_lamps"
    id: str
    lit: bool


db.express_sync.create("Lamp", {"id": "l1", "lit": True})
print("lit:", bool(db.express_sync.read("Lamp", "l1")["lit"]))
