from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'members.db'}")


@db.model
class Member:
    id: str
    card: str
    town: str = ""
    __dataflow__ = {"indexes": [{"fields": ["card"], "unique": True}]}


LIST = [{"id": "n1", "card": "A-1", "town": "Gent"}, {"id": "n2", "card": "A-2", "town": "Mons"}]

db.express_sync.create("Member", {"id": "m1", "card": "A-1", "town": "Lier"})
db.express_sync.bulk_upsert("Member", LIST, conflict_on=["card"])
for member in sorted(db.express_sync.list("Member", cache_ttl=0), key=lambda one: one["card"]):
    print(member["card"], member["town"])
db.close()
