from pathlib import Path
from uuid import uuid4

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'badges.db'}")


@db.model
class Badge:
    id: str
    owner: str


key = uuid4()
db.express_sync.create("Badge", {"id": str(key), "owner": "Kim"})
print("owner:", db.express_sync.read("Badge", str(key))["owner"])
