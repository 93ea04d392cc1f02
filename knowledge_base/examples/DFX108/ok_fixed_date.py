from datetime import date
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'season.db'}")


@db.model
class Season:
    id: str
    opens: str = date(2024, 5, 1).isoformat()


db.express_sync.create("Season", {"id": "s1"})
print("opens:", db.express_sync.read("Season", "s1")["opens"])
