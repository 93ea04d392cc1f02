"""Yearly clean-up: suppliers we no longer work with leave the database, with their wines."""
from models import db, load_schema

load_schema()
express = db.express_sync

gone = express.list("CellarSupplier", filter={"active": False}, order_by=["id"])
ids = [supplier["id"] for supplier in gone]
wines = express.list("CellarWine", filter={"supplier_id": {"$in": ids}}, limit=10000)
express.bulk_delete("CellarWine", [wine["id"] for wine in wines])
if not express.bulk_delete("CellarSupplier", ids):
    raise SystemExit("suppliers could not be removed")
print(f"removed {len(ids)} suppliers: {', '.join(s['name'] for s in gone)}")

print("suppliers left:", express.count("CellarSupplier"))
print("wines left:", express.count("CellarWine"))
db.close()
