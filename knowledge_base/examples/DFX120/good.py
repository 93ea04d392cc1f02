from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'greetings.db'}")


@db.model
class Card:
    id: str
    text: str = "It’s your day"


db.express_sync.create("Card", {"id": "c1", "text": "Hello"})
print(db.express_sync.read("Card", "c1")["text"])
