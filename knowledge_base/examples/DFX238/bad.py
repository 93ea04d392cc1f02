import asyncio

import asyncpg

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"
SHIPS = {"tug": ["Ada", "Bo"], "barge": []}


async def drop_table():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx238_dockings")
    await connection.close()


asyncio.run(drop_table())
db = DataFlow(URL)


@db.model
class Docking:
    __tablename__ = "dfx238_dockings"
    id: str
    ship: str


def dockings(kind):
    names = SHIPS[kind]
    found = db.express_sync.list("Docking", {"ship": {"$in": names}}, order_by=["id"])
    return [row["id"] for row in found]


for number, ship in enumerate(["Ada", "Bo", "Cleo"]):
    db.express_sync.create("Docking", {"id": f"d{number}", "ship": ship})
for kind in SHIPS:
    print(kind, dockings(kind))
db.close()
