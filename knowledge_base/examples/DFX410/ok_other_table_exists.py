import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def library():
    connection = await asyncpg.connect(URL)
    await connection.execute(
        """
        DROP TABLE IF EXISTS dfx410_fee, dfx410_fees;
        CREATE TABLE dfx410_fee (id text PRIMARY KEY, cents integer NOT NULL);
        CREATE TABLE dfx410_fees (id text PRIMARY KEY, cents integer NOT NULL);
        INSERT INTO dfx410_fee VALUES ('f1', 150);
        INSERT INTO dfx410_fees VALUES ('f2', 200);
        """
    )
    await connection.close()


asyncio.run(library())
db = DataFlow(URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class Dfx410Fee:
    id: str
    cents: int


for number in ("f1", "f2"):
    print(number, "is due:", db.express_sync.read("Dfx410Fee", number) is not None)
db.close()
