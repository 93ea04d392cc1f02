import json
from pathlib import Path

from models import DB_PATH, db

BACKUP = Path(__file__).resolve().parent / "backup"
TABLES = {"customers": "Customer", "orders": "Order"}


def dump_table(database, table, rows):
    target = BACKUP / database / f"{table}.json"
    target.write_text(json.dumps(rows, indent=1, default=str))
    return target


def dump_all():
    for table, model in TABLES.items():
        rows = db.express_sync.list(model, {}, order_by=["id"], limit=10000)
        target = dump_table(DB_PATH.stem, table, rows)
        print(f"{target.name}: {len(rows)} rows")
