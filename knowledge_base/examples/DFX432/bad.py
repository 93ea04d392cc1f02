import asyncio

import asyncpg

from dataflow import DataFlow

ADMIN = "postgresql://postgres@127.0.0.1:5432/test"


async def set_up():
    connection = await asyncpg.connect(ADMIN)
    await connection.execute("DROP TABLE IF EXISTS dfx432_notices")
    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = 'dfx432_app'"):
        await connection.execute("CREATE ROLE dfx432_app LOGIN")
    await connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC, dfx432_app")
    await connection.close()


asyncio.run(set_up())
db = DataFlow("postgresql://dfx432_app@127.0.0.1:5432/test")


@db.model
class Notice:
    __tablename__ = "dfx432_notices"
    id: str
    text: str


db.express_sync.create("Notice", {"id": "n1", "text": "closed on Monday"})
print("notices:", db.express_sync.count("Notice"))
