import os

from dataflow import DataFlow
import clean

clean.reset("turnstile_visits")
db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class TurnstileVisit:
    badge: str
    day: str

    __dataflow__ = {
        "indexes": [
            {"name": "uq_turnstile_visit", "fields": ["badge", "day"], "unique": True},
        ]
    }
