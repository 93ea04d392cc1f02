import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def library():
    connection = await asyncpg.connect(URL)
    await connection.execute(
        """
        DROP TABLE IF EXISTS dfx410_loan;
        CREATE TABLE dfx410_loan (id text PRIMARY KEY, reader text NOT NULL, days integer NOT NULL);
        INSERT INTO dfx410_loan VALUES ('l1', 'Ida', 14);
        """
    )
    await connection.close()


asyncio.run(library())
db = DataFlow(URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class Dfx410Loan:
    id: str
    reader: str
    days: int


async def main():
    for number in ("l1", "l2"):
        loan = await db.express.read("Dfx410Loan", number)
        print(number, "is lent to", loan["reader"] if loan else "nobody")
    await db.close_async()


asyncio.run(main())
