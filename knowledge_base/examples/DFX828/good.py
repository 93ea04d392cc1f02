import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop_table():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx_828_loans")
    await connection.close()


asyncio.run(drop_table())
db = DataFlow(URL)


@db.model
class Loan:
    __tablename__ = "dfx_828_loans"
    id: str
    reader: str
    extended: int = 0


async def extend(loan):
    fields = {key: value for key, value in loan.items() if key not in ("id", "created_at", "updated_at")}
    fields["extended"] += 1
    await db.express.update("Loan", loan["id"], fields)


async def main():
    await db.express.create("Loan", {"id": "l1", "reader": "Noor"})
    for loan in await db.express.list("Loan"):
        await extend(loan)
    print("extended:", (await db.express.read("Loan", "l1"))["extended"])
    await db.close_async()


asyncio.run(main())
