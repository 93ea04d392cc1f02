from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'clinic.db'}")


@db.model
class Slot:
    id: int
    patient: str = ""


db.express_sync.create("Slot", {"id": 1})
with db.transaction() as tx:
    tx.execute_raw("UPDATE slots SET patient = ? WHERE id = ?", ["Kato", 1])
print("patient:", db.express_sync.read("Slot", 1, cache_ttl=0)["patient"])
db.close()
