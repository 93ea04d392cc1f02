import asyncio
import os

import asyncpg
from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
db = DataFlow(URL)


@db.model
class Deposit:
    id: str
    euros: float

    __tablename__ = "dfx446_deposits"


async def empty():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx446_deposits CASCADE")
    await connection.close()


async def main():
    await empty()
    for number, euros in enumerate([310000.29, 4120.5, 310000.29]):
        await db.express.create("Deposit", {"id": f"d{number}", "euros": euros})
    deposits = await db.express.list("Deposit", {}, order_by=["id"])
    for deposit in deposits:
        print(deposit["id"], f"{deposit['euros']:.2f}")
    total = sum(deposit["euros"] for deposit in deposits)
    await db.close_async()
    await empty()
    assert round(total, 2) == 624121.08, "the total is wrong"


asyncio.run(main())
