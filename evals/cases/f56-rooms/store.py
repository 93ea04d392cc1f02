from dataflow import DataFlow

import clean

clean.reset("suites")
db = DataFlow(clean.URL)


@db.model
class Suite:
    id: int
    beds: int


def take_over(rows):
    for row in rows:
        db.express_sync.create("Suite", row)


def add(beds):
    db.express_sync.create("Suite", {"beds": beds})
