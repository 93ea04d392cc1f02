from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'readers.db'}")


@db.model
class Reader:
    id: str
    email: str

    __dataflow__ = {"indexes": [{"name": "uq_reader_email", "fields": ["email"], "unique": True}]}


for key, email in (("r1", "tim@example.org"), ("r1", "tom@example.org"), ("r2", "tim@example.org")):
    db.express_sync.upsert("Reader", {"id": key, "email": email})
print(db.express_sync.count("Reader"))
