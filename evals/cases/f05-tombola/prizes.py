from dataflow import DataFlow

import clean

clean.reset("prizes")
db = DataFlow(clean.URL)


@db.model
class Prize:
    id: int
    winner: str
