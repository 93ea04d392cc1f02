import os
from datetime import datetime, timezone

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Launch:
    id: str
    rocket: str
    at: datetime


started = datetime.now(timezone.utc)
db.express_sync.create("Launch", {"id": "l1", "rocket": "Vega", "at": started.replace(tzinfo=None)})
print("launches:", db.express_sync.count("Launch", {"at": {"$lte": datetime(2100, 1, 1)}}))
db.close()
