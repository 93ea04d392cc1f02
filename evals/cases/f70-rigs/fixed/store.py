from dataflow import DataFlow

import clean

clean.reset("rigs")
db = DataFlow(clean.URL)


@db.model
class Rig:
    id: int
    parts: dict
