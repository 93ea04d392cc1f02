from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'quarters.db'}")


@db.model
class Flat:
    id: int
    street: str
    rooms: int


class Flats:
    def search(self, **wanted):
        return self._rows({name: value for name, value in wanted.items() if value})

    def _rows(self, conditions):
        return db.express_sync.list("Flat", conditions, order_by=["id"])

    def add(self, **flat):
        db.express_sync.create("Flat", flat)


flats = Flats()
for number, (street, rooms) in enumerate([("Elm", 2), ("Oak", 3), ("Ash", 4), ("Oak", 2)], start=1):
    flats.add(id=number, street=street, rooms=rooms)
print("oak:", [flat["id"] for flat in flats.search(street="Oak")])
print("small:", [flat["id"] for flat in flats.search(rooms={"$in": [2, 3]}, street=None)])
db.close()
