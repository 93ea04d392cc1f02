from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tarot.db'}")


@db.model
class Card:
    id: str
    arcana: str


db.create_tables()
db.express_sync.create("Card", {"id": "xvii", "arcana": "major"})
print("cards:", db.express_sync.count("Card"))
