from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stamps.db'}")


@db.model
class Stamp:
    id: Optional[int] = None
    country: str = ""


db.express_sync.create("Stamp", {"country": "Sweden"})
print("stamps:", [row["id"] for row in db.express_sync.list("Stamp")])
db.close()
