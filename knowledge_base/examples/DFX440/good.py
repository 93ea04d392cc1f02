import os
from datetime import datetime, timezone

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Launch:
    id: str
    rocket: str
    at: datetime


def record(number, rocket, at):
    db.express_sync.create(
        "Launch",
        {"id": f"l{number}", "rocket": rocket, "at": at.astimezone(timezone.utc).replace(tzinfo=None)},
    )


record(1, "Ariane", datetime(2025, 3, 6, 16, 24, tzinfo=timezone.utc))
print("launched at", db.express_sync.read("Launch", "l1")["at"])
db.close()
