from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'badges.db'}")


@db.model
class Badge:
    __dataflow__ = {"indexes": [{"name": "one_badge_number", "fields": ["number"], "unique": True}]}
    id: str
    number: int


def issue(badge_id, number):
    try:
        db.express_sync.create("Badge", {"id": badge_id, "number": number})
        return "issued"
    except Exception:
        return "refused"


print("first:", issue("b1", 7))
print("second:", issue("b2", 7))
