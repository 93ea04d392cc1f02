from datetime import date
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "audit.db"))


@db.model
class Audit:
    id: str
    details: dict


details = {"by": "eva", "seen": date(2025, 8, 1).isoformat()}
db.express_sync.create("Audit", {"id": "a1", "details": details})
print("seen:", db.express_sync.read("Audit", "a1")["details"]["seen"])
db.close()
