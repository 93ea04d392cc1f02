from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'scans.db'}")


@db.model
class Scan:
    id: str
    sheet: int
    success: bool
    error: str | None = None


db.express_sync.create("Scan", {"id": "s1", "sheet": 1, "success": True})
db.express_sync.upsert("Scan", {"id": "s2", "sheet": 2, "success": False, "error": "paper jam"})
for scan in db.express_sync.list("Scan", order_by=["id"]):
    print(scan["sheet"], "ok" if scan["success"] else scan["error"])
db.close()
