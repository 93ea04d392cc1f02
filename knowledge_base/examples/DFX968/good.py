import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("dfx968_parishes", "dataflow_model_registry"))
db = DataFlow(URL)


@db.model
class Parish:
    id: int
    town: str
    __tablename__ = "dfx968_parishes"


db.express_sync.create("Parish", {"id": 1, "town": "Olten"})
known = db.get_models()
db.close()
print("models:", sorted(known))
assert "Parish" in known, "the registry knows no models"
