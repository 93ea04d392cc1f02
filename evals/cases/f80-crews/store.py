from dataflow import DataFlow

import clean

clean.reset("crews")
db = DataFlow(clean.URL)


@db.model
class Crew:
    id: int
    name: str
