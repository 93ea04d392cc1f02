import os
from datetime import datetime

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Visit:
    id: str
    at: datetime


for day in (3, 14, 15):
    db.express_sync.create("Visit", {"id": f"v{day}", "at": datetime(2025, 5, day, 10)})
first = "2025-05-10"
late = db.express_sync.list("Visit", {"at": {"$gt": datetime.fromisoformat(first)}})
print("visits since then:", len(late))
db.close()
