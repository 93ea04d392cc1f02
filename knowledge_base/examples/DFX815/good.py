from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lockers.db'}")


@db.model
class Locker:
    id: str
    number: int
    tenant: str

    __dataflow__ = {
        "soft_delete": True,
        "indexes": [{"name": "uq_locker_number", "fields": ["number"], "unique": True}],
    }


db.express_sync.create("Locker", {"id": "a", "number": 7, "tenant": "Mia"})
db.express_sync.delete("Locker", "a")
fields = {"number": 7, "tenant": "Noa"}
old = db.express_sync.find_one("Locker", {"number": 7}, include_deleted=True)
db.express_sync.update("Locker", old["id"], {**fields, "deleted_at": None})
print(sorted(row["tenant"] for row in db.express_sync.list("Locker")))
