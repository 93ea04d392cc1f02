from pathlib import Path

from dataflow import DataFlow

from models import register

DB_FILE = Path(__file__).resolve().parent / "florist.db"
db = register(DataFlow(f"sqlite:///{DB_FILE}", pool_size=5))


def price_tag(bouquet):
    row = db.express_sync.read("Bouquet", bouquet)
    return f"{row['title']}: {row['price']} EUR"


def window():
    return sorted(row["id"] for row in db.express_sync.list("Bouquet", {"visible": True}))
