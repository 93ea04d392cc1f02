import os
from datetime import datetime

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Berthing:
    __tablename__ = "dfx445_berthings"
    id: str
    quay: str
    moored: datetime


def after_first(quay):
    first = db.express_sync.list("Berthing", {"quay": quay}, order_by=["moored"], limit=1)
    return db.express_sync.list("Berthing", {"quay": quay, "moored": {"$gt": datetime.fromisoformat(first[0]["moored"])}})


db.express_sync.bulk_delete("Berthing", [row["id"] for row in db.express_sync.list("Berthing", {})])
for number, moored in enumerate(["2025-05-10T08:00:00", "2025-05-10T21:30:00"]):
    db.express_sync.create("Berthing", {"id": f"b{number}", "quay": "north", "moored": moored})
print("later:", [row["id"] for row in after_first("north")])
db.close()
