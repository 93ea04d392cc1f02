from dataflow import DataFlow

import clean

clean.reset("boardprices")
db = DataFlow(clean.URL)


@db.model
class Boardprice:
    id: str
    cents: int


async def show():
    rows = await db.express.list("Boardprice", {"id": "tea"}, cache_ttl=0)
    return [row["cents"] for row in rows]
