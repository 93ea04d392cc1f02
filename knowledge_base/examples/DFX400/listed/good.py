import asyncio

import asyncpg

from dataflow import DataFlow

SERVER = "127.0.0.1:5432"
URL = f"postgresql://postgres@{SERVER}/test?application_name=payroll"
TABLES = """
CREATE SCHEMA IF NOT EXISTS dfx400_staff;
SET search_path TO dfx400_staff;
DROP TABLE IF EXISTS dfx400_shifts;
CREATE TABLE dfx400_shifts (id text PRIMARY KEY, hours integer NOT NULL);
INSERT INTO dfx400_shifts VALUES ('early', 8), ('night', 6);
"""


async def restore():
    connection = await asyncpg.connect(URL)
    await connection.execute(TABLES)
    await connection.close()


async def main():
    await restore()
    db = DataFlow(URL + "&search_path=dfx400_staff", auto_migrate=False, enable_model_persistence=False)

    @db.model
    class Shift:
        __tablename__ = "dfx400_shifts"
        id: str
        hours: int

    shifts = await db.express.list("Shift", order_by=["id"])
    print("shifts:", [(shift["id"], shift["hours"]) for shift in shifts])
    await db.close_async()


asyncio.run(main())
