import asyncio
import os

import asyncpg

from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


async def first_release():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx456_casks")
    await connection.execute("CREATE TABLE dfx456_casks (label TEXT, id UUID PRIMARY KEY)")
    await connection.close()


asyncio.run(first_release())
db = DataFlow(URL)


@db.model
class Cask:
    __tablename__ = "dfx456_casks"
    label: str
    id: str


with db.transactions_sync.begin() as transaction:
    transaction.execute_raw(
        "ALTER TABLE dfx456_casks ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id TYPE text USING id::text"
    )


db.express_sync.create("Cask", {"id": "oak-1", "label": "port"})
print("label:", db.express_sync.read("Cask", "oak-1")["label"])
db.close()
