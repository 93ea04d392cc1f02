from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'buoys.db'}")


@db.model
class Buoy:
    id: str
    colour: str


def lay(number, colour):
    db.express_sync.create("Buoy", {"id": number, "colour": colour})


def colour_of(number):
    buoy = db.express_sync.read("Buoy", number)
    return buoy and buoy["colour"]
