from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'herd.db'}")


@db.model
class Cow:
    id: int
    name: str
    litres: float = 0.0


db.express_sync.create("Cow", {"id": 1, "name": "Elsa", "litres": 21.0})
print("morning:", db.express_sync.read("Cow", 1)["litres"])
with db.transactions_sync.begin() as tx:
    tx.execute_raw("UPDATE cows SET litres = litres + 9 WHERE id = ?", [1])
print("evening:", db.express_sync.read("Cow", 1, cache_ttl=0)["litres"])
db.close()
