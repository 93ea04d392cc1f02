import os

from dataflow import DataFlow
import clean

clean.reset("b17_rooms")
db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class B17Room:
    id: int
    label: str
    beds: int = 2


HOUSE = [
    {"label": "Garden", "beds": 2},
    {"label": "Tower", "beds": 1},
    {"label": "Family", "beds": 5},
]


def seed():
    if db.express_sync.count("B17Room") == 0:
        result = db.express_sync.bulk_create("B17Room", HOUSE)
        print("seeded", result["inserted"], "rooms")


def add_room(label, beds):
    room = db.express_sync.create("B17Room", {"label": label, "beds": beds})
    print("added room", room["id"], room["label"])
    return room


if __name__ == "__main__":
    try:
        seed()
        add_room("Attic", 3)
        print("beds in the house:", sum(r["beds"] for r in db.express_sync.list("B17Room")))
    finally:
        db.close()
