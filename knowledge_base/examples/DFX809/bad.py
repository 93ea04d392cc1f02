from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'observatory.db'}")


@db.model
class Night:
    id: int
    seeing: float


db.express_sync.create("Night", {"id": 1, "seeing": 1.4})
with db.transactions_sync.begin() as tx:
    tx.execute_raw("UPDATE nights SET seeing = ? WHERE id = ?", [0.9, 1])
tx.execute_raw("UPDATE nights SET seeing = ? WHERE id = ?", [0.8, 1])
print("seeing:", db.express_sync.read("Night", 1, cache_ttl=0)["seeing"])
db.close()
