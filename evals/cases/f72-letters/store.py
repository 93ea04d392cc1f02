from dataflow import DataFlow

import clean

clean.reset("letters")
db = DataFlow(clean.URL)


@db.model
class Letter:
    id: int
    body: str
