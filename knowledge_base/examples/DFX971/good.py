import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


def connect():
    db = DataFlow(URL)

    @db.model
    class Beacon:
        id: str
        range_km: int

    return db


async def main():
    await drop("beacons", "dataflow_model_registry")
    db = connect()
    await db.express.create("Beacon", {"id": "b1", "range_km": 18})
    known = db.get_models()
    print("models:", sorted(known))
    db.close()
    assert "Beacon" in known, "the registry knows no models"


asyncio.run(main())
