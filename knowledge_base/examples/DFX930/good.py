from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'imports.db'}")


@db.model
class Product:
    id: str
    name: str


db.express_sync.create("Product", {"id": "p1", "name": "mug"})
before = db.express_sync.count("Product", cache_ttl=0)
db.express_sync.bulk_upsert("Product", [{"id": "p1", "name": "cup"}, {"id": "p2", "name": "bowl"}])
new = db.express_sync.count("Product", cache_ttl=0) - before
print("new:", new, "changed:", 2 - new)
db.close()
