from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'archivebox.db'}")


@db.model
class Box:
    id: int
    shelf: str


try:
    db.express_sync.create("Box", {"id": 1, "shelf": "B2"})
    with db.transactions_sync.begin() as tx:
        tx.execute_raw("UPDATE boxes SET shelf = 'C4' WHERE id = 1")
    print("shelf:", db.express_sync.read("Box", 1, cache_ttl=0)["shelf"])
finally:
    db.close()
