import asyncio
import os

import asyncpg

from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


async def first_release():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx455_foals")
    await connection.execute("CREATE TABLE dfx455_foals (id TEXT PRIMARY KEY, born DATE NOT NULL)")
    await connection.close()


asyncio.run(first_release())
db = DataFlow(URL)


@db.model
class Foal:
    __tablename__ = "dfx455_foals"
    id: str
    born: str


db.express_sync.create("Foal", {"id": "f1", "born": "2025-04-02"})
print("born:", db.express_sync.read("Foal", "f1")["born"])
db.close()
