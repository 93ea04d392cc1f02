"""Yearly clean-up: suppliers we no longer work with leave the database, with their wines."""
from models import db, load_schema

load_schema()
express = db.express_sync

gone = express.list("CellarSupplier", filter={"active": False}, order_by=["id"])
ids = [supplier["id"] for supplier in gone]
express.bulk_delete("CellarSupplier", ids)
print(f"removed {len(ids)} suppliers: {', '.join(s['name'] for s in gone)}")

print("suppliers left:", express.count("CellarSupplier"))
print("wines left:", express.count("CellarWine"))
db.close()
