from dataflow import DataFlow

from inventory import restore

db = DataFlow(f"sqlite:///{restore()}")


@db.model
class Printer:
    id: str
    model: str
    place: str
