from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'theatre.db'}")


@db.model
class Seat:
    id: str
    sold: bool = False


db.express_sync.create("Seat", {"id": "B12"})
with db.transactions_sync.begin() as tx:
    tx.execute_raw("UPDATE seats SET sold = 1 WHERE id = ?", ["B12"])
    tx.commit()
print("sold:", bool(db.express_sync.read("Seat", "B12", cache_ttl=0)["sold"]))
db.close()
