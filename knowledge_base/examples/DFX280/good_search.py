from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'phrases.db'}")


@db.model
class Phrase:
    id: str
    words: str


def find(words):
    found = db.express_sync.list("Phrase", filter={"words": words}, limit=5)
    return [phrase["id"] for phrase in found]


db.express_sync.create("Phrase", {"id": "p1", "words": "insert into the slot"})
print("found:", find("insert into the slot"))
db.close()
