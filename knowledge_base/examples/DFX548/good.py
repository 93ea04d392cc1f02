import asyncio
import os

import asyncpg

from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


async def make_schema():
    connection = await asyncpg.connect(URL)
    await connection.execute("CREATE SCHEMA IF NOT EXISTS dfx548")
    await connection.close()


asyncio.run(make_schema())
db = DataFlow(URL)


@db.model
class Ledger:
    __tablename__ = "dfx548_ledgers"
    id: str
    label: str


db.express_sync.upsert("Ledger", {"id": "x1", "label": "first"})
print("label:", db.express_sync.read("Ledger", "x1")["label"])
db.close()
