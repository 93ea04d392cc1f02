from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'timber.db'}")


@db.model
class Log:
    id: int
    wood: str
    metres: float


db.express_sync.create("Log", {"id": 1, "wood": "oak", "metres": 4.0})
with db.transactions.begin() as tx:
    tx.execute_raw("UPDATE logs SET metres = ? WHERE id = ?", [3.5, 1])
print("metres:", db.express_sync.read("Log", 1, cache_ttl=0)["metres"])
db.close()
