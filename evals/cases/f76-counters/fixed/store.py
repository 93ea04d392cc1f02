from dataflow import DataFlow

import clean

clean.reset("pagehits")
db = DataFlow(clean.URL)


@db.model
class Pagehit:
    id: str
    hits: int


def hit(page, hits):
    if db.express_sync.read("Pagehit", page) is None:
        db.express_sync.create("Pagehit", {"id": page, "hits": 1})
    else:
        db.express_sync.update("Pagehit", page, {"hits": hits})
