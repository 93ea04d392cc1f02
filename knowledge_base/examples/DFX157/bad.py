from pathlib import Path
from uuid import UUID, uuid4

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'badges.db'}")


@db.model
class Badge:
    id: UUID
    owner: str


key = uuid4()
db.express_sync.create("Badge", {"id": key, "owner": "Kim"})
print("owner:", db.express_sync.read("Badge", str(key))["owner"])
