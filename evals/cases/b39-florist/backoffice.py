from pathlib import Path

from dataflow import DataFlow

from models import register

DB_FILE = Path(__file__).resolve().parent / "florist.db"
db = register(DataFlow(f"sqlite:///{DB_FILE}", pool_size=1))


def add(bouquet, title, price):
    db.express_sync.create("Bouquet", {"id": bouquet, "title": title, "price": price})


def reprice(bouquet, price):
    db.express_sync.update("Bouquet", bouquet, {"price": price})


def hide(bouquet):
    db.express_sync.update("Bouquet", bouquet, {"visible": False})
