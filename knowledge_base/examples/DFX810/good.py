from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'archive.db'}")


@db.model
class Folder:
    id: int
    label: str


db.express_sync.create("Folder", {"id": 1, "label": "tax"})
with db.transactions_sync.begin() as tx:
    tx.execute_raw("UPDATE folders SET label = ? WHERE id = ?", ["taxes", 1])
print("label:", db.express_sync.read("Folder", 1, cache_ttl=0)["label"])
db.close()
