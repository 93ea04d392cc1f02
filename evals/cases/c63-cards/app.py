from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cards.db'}")


@db.model
class Card:
    id: str
    owner: str
    pin: str


def add(card):
    try:
        db.express_sync.create("Card", card)
    except RuntimeError as error:
        if "UNIQUE" not in str(error):
            raise
        print("known already:", card["id"])


add({"id": "c1", "owner": "Ann", "pin": "11"})
add({"id": "c1", "owner": "Ann", "pin": "11"})
add({"id": "c2", "owner": "Bob", "pin": None})
print(db.express_sync.count("Card"), "cards")
