from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ages.db'}")


@db.model
class Dancer:
    id: str
    age: int


def average():
    ages = [dancer["age"] for dancer in db.express_sync.list("Dancer")]
    return sum(ages) // len(ages)
