from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "comics.db"))


@db.model
class Comic:
    id: str
    series: str
    issue: int


db.express_sync.create("Comic", {"id": "c1", "series": "Valerian", "issue": 4})
print("comics:", db.express_sync.count("Comic"))
