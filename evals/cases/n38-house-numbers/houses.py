from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'street.db'}")


@db.model
class House:
    id: str
    number: str


def printed():
    return sorted(house["number"] for house in db.express_sync.list("House"))
