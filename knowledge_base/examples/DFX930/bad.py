from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'imports.db'}")


@db.model
class Product:
    id: str
    name: str


db.express_sync.create("Product", {"id": "p1", "name": "mug"})
report = db.express_sync.bulk_upsert("Product", [{"id": "p1", "name": "cup"}, {"id": "p2", "name": "bowl"}])
print("new:", report["created"], "changed:", report["updated"])
db.close()
