from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'contacts.db'}")


@db.model
class Contact:
    id: str
    email: str
    city: str = ""
    __dataflow__ = {"indexes": [{"fields": ["email"], "unique": True}]}


db.express_sync.create("Contact", {"id": "c1", "email": "lu@mail.example", "city": "Lyon"})
for contact in [{"id": "c2", "email": "lu@mail.example", "city": "Nice"}]:
    db.express_sync.upsert("Contact", contact, conflict_on=["email"])
print("contacts:", db.express_sync.count("Contact", cache_ttl=0))
db.close()
