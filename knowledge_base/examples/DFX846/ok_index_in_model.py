import asyncio

import aiomysql
from dataflow import DataFlow


async def clean():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        await cursor.execute("DROP TABLE IF EXISTS dfx846_stocks")
    connection.close()


asyncio.run(clean())
db = DataFlow("mysql://root@127.0.0.1:3306/test", cache_enabled=False)


@db.model
class Stock:
    __tablename__ = "dfx846_stocks"
    id: int
    depot: str
    article: str
    pieces: int

    __dataflow__ = {
        "indexes": [{"name": "uq_stock_depot_article", "fields": ["article", "depot"], "unique": True}]
    }


def count_in(depot, counted):
    records = [{"depot": depot, "article": article, "pieces": n} for article, n in counted.items()]
    db.express_sync.bulk_upsert("Stock", records, conflict_on=["depot", "article"])


count_in("Ulm", {"bolt": 40, "nut": 12})
count_in("Ulm", {"bolt": 38})
rows = db.express_sync.list("Stock", {"depot": "Ulm"})
print(sorted((row["article"], row["pieces"]) for row in rows))
