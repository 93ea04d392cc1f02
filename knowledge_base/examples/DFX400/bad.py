import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def railway_database():
    connection = await asyncpg.connect(URL)
    await connection.execute(
        """
        CREATE SCHEMA IF NOT EXISTS dfx400_depot;
        DROP TABLE IF EXISTS dfx400_depot.dfx400_wagons;
        CREATE TABLE dfx400_depot.dfx400_wagons (id text PRIMARY KEY, axles integer NOT NULL);
        INSERT INTO dfx400_depot.dfx400_wagons VALUES ('w7', 4);
        """
    )
    await connection.close()


asyncio.run(railway_database())
db = DataFlow(URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class Wagon:
    __tablename__ = "dfx400_wagons"
    id: str
    axles: int


wagon = db.express_sync.read("Wagon", "w7")
print("axles:", wagon["axles"] if wagon else "no such wagon")
db.close()
