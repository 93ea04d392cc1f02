import asyncio
import os

import asyncpg

from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


async def first_release():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx453_currys")
    await connection.execute("CREATE TABLE dfx453_currys (id TEXT PRIMARY KEY, spices TEXT[] NOT NULL)")
    await connection.close()


asyncio.run(first_release())
db = DataFlow(URL)


@db.model
class Curry:
    __tablename__ = "dfx453_currys"
    id: str
    spices: list


with db.transactions_sync.begin() as transaction:
    transaction.execute_raw(
        "ALTER TABLE dfx453_currys ALTER COLUMN spices DROP DEFAULT, ALTER COLUMN spices TYPE jsonb USING to_jsonb(spices)"
    )


db.express_sync.create("Curry", {"id": "c1", "spices": ["cumin", "chili"]})
print("spices:", len(db.express_sync.read("Curry", "c1")["spices"]))
db.close()
