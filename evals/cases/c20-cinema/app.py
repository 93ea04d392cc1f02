from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cinema.db'}")


@db.model
class Seat:
    id: str
    row: str


for number in range(1, 8):
    db.express_sync.create("Seat", {"id": f"seat-{number}", "row": "F"})


def seat(number):
    return db.express_sync.read("Seat", number)


found = seat(5)
print("row:", found["row"])
