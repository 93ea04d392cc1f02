import os
from uuid import UUID, uuid4

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Badge:
    id: UUID
    owner: str


key = uuid4()
db.express_sync.create("Badge", {"id": key, "owner": "Kim"})
print("owner:", db.express_sync.read("Badge", str(key))["owner"])
