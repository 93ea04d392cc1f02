import asyncio

import aiomysql

from dataflow import DataFlow


async def release_one():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx434_ferries")
        await cursor.execute(
            "CREATE TABLE dfx434_ferries (id VARCHAR(40) PRIMARY KEY, name VARCHAR(80) NOT NULL,"
            " created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)"
        )
        await cursor.execute("ALTER TABLE dfx434_ferries ADD COLUMN flag VARCHAR(255) DEFAULT 'DK'")
    connection.close()


asyncio.run(release_one())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Ferry:
    __tablename__ = "dfx434_ferries"
    id: str
    name: str
    flag: str = "DK"


db.express_sync.create("Ferry", {"id": "f1", "name": "Sonja", "flag": "SE"})
print("flag:", db.express_sync.read("Ferry", "f1")["flag"])
