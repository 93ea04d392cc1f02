import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Visit:
    id: str
    day: str


for day in ("2025-05-03", "2025-05-14"):
    db.express_sync.create("Visit", {"id": day, "day": day})
print("visits:", len(db.express_sync.list("Visit", {"day": {"$gt": "2025-05-10"}})))
db.close()
