from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cards.db'}")


@db.model
class Card:
    id: int
    owner: str
    visits: int = 0
    __dataflow__ = {"indexes": [{"fields": ["owner"], "unique": True}]}


for _ in range(2):
    db.express_sync.upsert_advanced(
        "Card", where={"owner": "Lena"}, create={"id": 1, "owner": "Lena", "visits": 1}, update={"visits": 2}
    )
print("visits:", db.express_sync.list("Card")[0]["visits"])
db.close()
