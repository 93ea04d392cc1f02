import asyncio
import os

import asyncpg

from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


async def first_release():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx454_crests")
    await connection.execute("CREATE TABLE dfx454_crests (id TEXT PRIMARY KEY, motto VARCHAR(12) NOT NULL)")
    await connection.close()


asyncio.run(first_release())
db = DataFlow(URL)


@db.model
class Crest:
    __tablename__ = "dfx454_crests"
    id: str
    motto: str


db.express_sync.create("Crest", {"id": "c1", "motto": "per aspera ad astra"})
print("motto:", db.express_sync.read("Crest", "c1")["motto"])
db.close()
