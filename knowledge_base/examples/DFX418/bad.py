from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'domains.db'}")


@db.model
class Domain:
    __indexes__ = [{"name": "one_owner_per_name", "fields": ["name"], "unique": True}]
    id: str
    name: str


def register(domain_id, name):
    try:
        db.express_sync.create("Domain", {"id": domain_id, "name": name})
        return "registered"
    except Exception:
        return "refused"


print("first:", register("d1", "example.org"))
print("second:", register("d2", "example.org"))
