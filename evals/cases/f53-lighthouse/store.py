from dataflow import DataFlow

import clean

clean.reset("lamps_lit")
db = DataFlow(clean.URL)


@db.model
class Lit:
    id: int
    burning: bool = False

    __tablename__ = "lamps_lit"
