from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'catalogue.db'}")


@db.model
class Title:
    id: str
    name: str
    copies: int = 1


report = db.express_sync.bulk_upsert(
    "Title", [{"id": "t1", "name": "Atlas", "copies": 4}, {"id": "t2", "name": "Herbal", "copies": 2}]
)
if report.get("success") is False:
    print("import failed")
else:
    print("import done:", report["total"], "titles")
db.close()
