from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'signups.db'}")


@db.model
class Subscriber:
    id: str
    email: str
    name: str = ""

    __dataflow__ = {
        "soft_delete": True,
        "indexes": [{"name": "uq_subscriber_email", "fields": ["email"], "unique": True}],
    }


def subscribe(key, email, name):
    old = db.express_sync.find_one("Subscriber", {"email": email}, include_deleted=True)
    if old:
        return db.express_sync.update("Subscriber", old["id"], {"name": name, "deleted_at": None})
    return db.express_sync.create("Subscriber", {"id": key, "email": email, "name": name})


def unsubscribe(email):
    row = db.express_sync.find_one("Subscriber", {"email": email})
    db.express_sync.delete("Subscriber", row["id"])


subscribe("s1", "ada@example.org", "Ada")
subscribe("s2", "ben@example.org", "Ben")
unsubscribe("ada@example.org")
subscribe("s3", "ada@example.org", "Ada L.")
print("subscribers:", sorted(r["name"] for r in db.express_sync.list("Subscriber")))
