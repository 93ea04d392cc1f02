import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"
PARTS = ("dfx900", "customs", "seal")


async def customs_database():
    connection = await asyncpg.connect(URL)
    name = "_".join(PARTS)
    await connection.execute(f"DROP TABLE IF EXISTS {name}")
    await connection.execute(f"CREATE TABLE {name} (id text PRIMARY KEY, colour text NOT NULL)")
    await connection.execute(f"INSERT INTO {name} VALUES ('s1', 'red')")
    await connection.close()


asyncio.run(customs_database())
db = DataFlow(URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class CustomsSeal:
    id: str
    colour: str


seal = db.express_sync.read("CustomsSeal", "s1")
print("seal s1:", seal["colour"] if seal else "not known")
db.close()
