from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bolts.db'}")


@db.model
class Bolt:
    id: int
    code: str

    __dataflow__ = {"index": [{"name": "ux_bolt_code", "fields": ["code"], "unique": True}]}


for number, code in enumerate(["M6", "M8", "M6"], start=1):
    try:
        db.express_sync.create("Bolt", {"id": number, "code": code})
    except Exception:
        print("known already:", code)
print("bolts:", db.express_sync.count("Bolt"))
