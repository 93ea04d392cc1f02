import asyncio

import aiomysql
from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx776_hosts")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Host:
    __tablename__ = "dfx776_hosts"
    id: str
    address: str
    seen: int = 0

    __dataflow__ = {"indexes": [{"name": "dfx776_address", "fields": ["address"], "unique": True}]}


async def host_of(address, number):
    result = await db.express.upsert_advanced(
        "Host",
        where={"address": address},
        create={"id": f"h{number}", "address": address},
        update={"address": address},
        conflict_on=["address"],
    )
    if result["record"]["rows_affected"] == 0:
        print("unchanged")
    return await db.express.find_one("Host", {"address": address})


async def main():
    for number, address in enumerate(["10.0.0.1", "10.0.0.2", "10.0.0.1"]):
        host = await host_of(address, number)
        print(host["address"], "is", host["id"])
    await db.close_async()


asyncio.run(main())
