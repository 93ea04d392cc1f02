import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def release_one():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx429_fuels")
    await connection.execute("CREATE TABLE dfx429_fuels (id TEXT PRIMARY KEY, litres INTEGER NOT NULL)")
    await connection.execute("ALTER TABLE dfx429_fuels ALTER COLUMN litres TYPE DOUBLE PRECISION")
    await connection.close()


asyncio.run(release_one())
db = DataFlow(URL)


@db.model
class Fuel:
    __tablename__ = "dfx429_fuels"
    id: str
    litres: float


db.express_sync.create("Fuel", {"id": "f1", "litres": 41.75})
print("litres:", db.express_sync.read("Fuel", "f1")["litres"])
