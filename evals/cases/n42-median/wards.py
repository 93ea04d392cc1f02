from dataflow import DataFlow

import clean

clean.reset("stays_ward")
db = DataFlow(clean.URL)


import statistics


@db.model
class Wardstay:
    id: int
    ward: str
    days: int

    __tablename__ = "stays_ward"


def median(ward):
    return statistics.median(row["days"] for row in db.express_sync.list("Wardstay", {"ward": ward}))
