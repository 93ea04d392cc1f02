from pathlib import Path
from uuid import uuid4

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'readers.db'}")


@db.model
class Reader:
    id: str
    email: str
    name: str = ""

    __dataflow__ = {"indexes": [{"name": "uq_reader_email", "fields": ["email"], "unique": True}]}


def remember(email, name):
    reader = {"id": uuid4().hex, "email": email, "name": name}
    db.express_sync.upsert("Reader", reader, conflict_on=["email"])


remember("tim@example.org", "Tim")
remember("tim@example.org", "Timothy")
print(db.express_sync.find_one("Reader", {"email": "tim@example.org"})["name"])
