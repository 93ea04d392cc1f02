from dataflow import DataFlow

import clean

clean.reset("freights")
db = DataFlow(clean.URL)


@db.model
class Freight:
    id: int
    papers: dict


def store(number, papers):
    db.express_sync.create("Freight", {"id": number, "papers": papers})
