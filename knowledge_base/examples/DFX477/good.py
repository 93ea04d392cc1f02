import os
from uuid import uuid4

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Badge:
    id: str
    owner: str


key = uuid4()
db.express_sync.create("Badge", {"id": str(key), "owner": "Kim"})
print("owner:", db.express_sync.read("Badge", str(key))["owner"])
