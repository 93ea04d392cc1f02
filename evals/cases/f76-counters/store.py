from dataflow import DataFlow

import clean

clean.reset("pagehits")
db = DataFlow(clean.URL)


@db.model
class Pagehit:
    id: str
    hits: int


def hit(page, hits):
    db.express_sync.upsert_advanced(
        "Pagehit", where={"id": page}, create={"id": page, "hits": 1}, update={"hits": hits}, conflict_on=["id"]
    )
