import asyncio

from dataflow import DataFlow

import clean

clean.reset("ownprices")
db = DataFlow(clean.URL)


import partner


@db.model
class Ownprice:
    id: int
    cents: int


db.express_sync.create("Ownprice", {"id": 1, "cents": 250})
print("own:", db.express_sync.count("Ownprice"))
try:
    print("partner:", len(asyncio.run(partner.prices())))
finally:
    db.close()
