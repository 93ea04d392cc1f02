from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'passports.db'}")


@db.model
class Passport:
    id: str
    number: str

    __tablename__ = "travel_papers"
    __dataflow__ = {"indexes": [{"name": "passport_number", "fields": ["number"], "unique": True}]}


def issue(key, number):
    try:
        db.express_sync.create("Passport", {"id": key, "number": number})
    except Exception:
        return False
    return True
