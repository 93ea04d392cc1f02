import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def harbour():
    connection = await asyncpg.connect(URL)
    await connection.execute(
        """
        DROP TABLE IF EXISTS dfx424_berths;
        CREATE TABLE dfx424_berths (berth_id text PRIMARY KEY, metres integer NOT NULL);
        INSERT INTO dfx424_berths VALUES ('b1', 40);
        """
    )
    await connection.close()


asyncio.run(harbour())
db = DataFlow(URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class Berth:
    __tablename__ = "dfx424_berths"
    id: str
    metres: int


print("b1 is known:", db.express_sync.read("Berth", "b1") is not None)
db.close()
