from dataflow import DataFlow

import clean

clean.reset("subscribers")
db = DataFlow(clean.URL)


@db.model
class Subscriber:
    id: int
    mail: str
    plan: str


def enter(row):
    db.express_sync.upsert("Subscriber", row, conflict_on=["mail"])
