import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def two_schemas():
    connection = await asyncpg.connect(URL)
    await connection.execute(
        """
        CREATE SCHEMA IF NOT EXISTS dfx400_old;
        DROP TABLE IF EXISTS dfx400_old.dfx400_tickets, dfx400_tickets;
        CREATE TABLE dfx400_old.dfx400_tickets (id text PRIMARY KEY, zone integer NOT NULL);
        CREATE TABLE dfx400_tickets (id text PRIMARY KEY, zone integer NOT NULL);
        INSERT INTO dfx400_old.dfx400_tickets VALUES ('t1', 3);
        INSERT INTO dfx400_tickets VALUES ('t2', 5);
        """
    )
    await connection.close()


asyncio.run(two_schemas())
db = DataFlow(URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class Ticket:
    __tablename__ = "dfx400_tickets"
    id: str
    zone: int


print("t1 is valid:", db.express_sync.read("Ticket", "t1") is not None)
print("t2 is valid:", db.express_sync.read("Ticket", "t2") is not None)
db.close()
