from dataflow.trust import TenantTrustManager

from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'vault.db'}")


@db.model
class Key:
    id: int
    door: str


db.express_sync.create("Key", {"id": 1, "door": "cellar"})
print("keys:", db.express_sync.count("Key"))
db.close()
