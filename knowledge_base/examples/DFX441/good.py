import os
from datetime import date

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Lease:
    id: str
    flat: str
    ends: str


db.express_sync.create("Lease", {"id": "l1", "flat": "2a", "ends": date(2026, 4, 30).isoformat()})
print("ends", db.express_sync.read("Lease", "l1")["ends"])
db.close()
