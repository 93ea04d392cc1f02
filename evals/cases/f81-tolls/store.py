from dataflow import DataFlow

import clean

clean.reset("tolls")
db = DataFlow(clean.URL)


@db.model
class Toll:
    id: int
    cents: int
