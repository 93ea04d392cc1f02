import asyncio
import os

import asyncpg

from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


async def first_release():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx454_shields")
    await connection.execute("CREATE TABLE dfx454_shields (id TEXT PRIMARY KEY, motto TEXT NOT NULL, house VARCHAR(6) NOT NULL)")
    await connection.close()


asyncio.run(first_release())
db = DataFlow(URL)


@db.model
class Crest:
    __tablename__ = "dfx454_shields"
    id: str
    motto: str
    house: str


with db.transactions_sync.begin() as transaction:
    transaction.execute_raw("ALTER TABLE dfx454_shields ALTER COLUMN house TYPE text")

CRESTS = [("c1", "per aspera ad astra", "Ems"), ("c2", "semper idem forever", "Hohenems")]
for key, motto, house in CRESTS:
    db.express_sync.create("Crest", {"id": key, "motto": motto, "house": house})
print("house:", db.express_sync.read("Crest", "c2")["house"])
db.close()
