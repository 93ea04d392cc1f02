import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def harbour():
    connection = await asyncpg.connect(URL)
    await connection.execute(
        """
        DROP TABLE IF EXISTS dfx424_piers;
        CREATE TABLE dfx424_piers (pier_id text PRIMARY KEY, metres integer NOT NULL);
        INSERT INTO dfx424_piers VALUES ('b1', 40);
        ALTER TABLE dfx424_piers RENAME COLUMN pier_id TO id;
        """
    )
    await connection.close()


asyncio.run(harbour())
db = DataFlow(URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class Pier:
    __tablename__ = "dfx424_piers"
    id: str
    metres: int


print("piers:", len(db.express_sync.list("Pier")))
db.close()
