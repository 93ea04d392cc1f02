from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kegs.db'}")


@db.model
class Keg:
    id: int
    beer: str
    tapped_by: Optional[str] = None


def kegs(tapped):
    wanted = {}
    wanted["tapped_by"] = ({"$null": True} if not tapped else {"$ne": None})
    return sorted(keg["beer"] for keg in db.express_sync.list("Keg", filter=wanted))


db.express_sync.create("Keg", {"id": 1, "beer": "bock", "tapped_by": "Jo"})
db.express_sync.create("Keg", {"id": 2, "beer": "pils"})
print("full:", kegs(tapped=False))
print("tapped:", kegs(tapped=True))
db.close()
