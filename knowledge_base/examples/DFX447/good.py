import asyncio

import aiomysql
from sqlalchemy import create_engine, text
from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx447_links")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Link:
    __tablename__ = "dfx447_links"
    id: str
    target: str


db.create_tables()
engine = create_engine(db.config.database.url.replace("mysql://", "mysql+pymysql://", 1))
with engine.begin() as connection:
    connection.execute(
        text(
            "ALTER TABLE dfx447_links MODIFY id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL"
        )
    )

for code, target in [("qX7a", "/menu"), ("Qx7a", "/jobs")]:
    db.express_sync.create("Link", {"id": code, "target": target})
print("links:", db.express_sync.count("Link"))
