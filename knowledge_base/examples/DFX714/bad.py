from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'beekeeping.db'}")


@db.model
class Hive:
    id: str
    site: str
    queen: str = None


db.express_sync.create("Hive", {"id": "h1", "site": "orchard", "queen": "blue-04"})
db.express_sync.create("Hive", {"id": "h2", "site": "meadow"})
db.express_sync.create("Hive", {"id": "h3", "site": "ridge"})

queenless = db.express_sync.list("Hive", {"queen": {"$exists": False}}, order_by=["id"])
print("without a queen:", [hive["site"] for hive in queenless])
db.close()
