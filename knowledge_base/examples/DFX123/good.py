from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hives.db'}")


@db.model
class Bee:
    id: str
    hive: str


@db.model
class Hive:
    id: str
    site: str


db.express_sync.create("Hive", {"id": "h1", "site": "meadow"})
db.express_sync.create("Bee", {"id": "b1", "hive": "h1"})
print(db.express_sync.read("Bee", "b1")["hive"])
