from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'letters.db'}")


import old


@db.model
class Letter:
    id: str
    text: str


old.save()
db.express_sync.create("Letter", {"id": "l1", "text": old.FILE.read_text(encoding="utf-8")})
print("letters:", db.express_sync.count("Letter"))
