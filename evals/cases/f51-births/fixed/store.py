from dataflow import DataFlow

import clean

clean.reset("foals")
db = DataFlow(clean.URL)


@db.model
class Foal:
    id: int
    born: str


def foal(number, born):
    db.express_sync.create("Foal", {"id": number, "born": born.isoformat()})
