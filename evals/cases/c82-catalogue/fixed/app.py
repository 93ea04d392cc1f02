from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cat.db'}")


@db.model
class Stamp:
    id: int
    country: str


for number in range(1, 8):
    db.express_sync.create("Stamp", {"id": number, "country": "NL" if number % 2 else "BE"})

PER_PAGE = 3


def page(number):
    return db.express_sync.list("Stamp", {}, limit=PER_PAGE, offset=(number - 1) * PER_PAGE, order_by=["id"])


seen = []
number = 1
while rows := page(number):
    print("page", number, [row["id"] for row in rows])
    seen += [row["id"] for row in rows]
    number += 1
print("stamps shown:", len(seen))
