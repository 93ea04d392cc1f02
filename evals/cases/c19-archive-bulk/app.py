from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'scans.db'}")


@db.model
class Scan:
    id: str
    pages: int


db.express_sync.bulk_create("Scan", {"id": "s1", "pages": 14})
print("scans:", db.express_sync.count("Scan"))
