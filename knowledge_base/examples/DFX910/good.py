from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'larder.db'}")


@db.model
class Jar:
    id: int
    name: str


db.express_sync.create("Jar", {"id": 1, "name": "first"})
print("rows:", db.express_sync.count("Jar"))
db.close()
