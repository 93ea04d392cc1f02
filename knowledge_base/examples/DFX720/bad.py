from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'invoices.db'}")


@db.model
class Bill:
    id: int
    payer: str
    state: str


for number, (payer, state) in enumerate([("Ito", "paid"), ("Roy", "open"), ("Sen", "open")], start=1):
    db.express_sync.create("Bill", {"id": number, "payer": payer, "state": state})

pending = db.express_sync.list("Bill", "state = 'open'")
print("pending:", sorted(bill["payer"] for bill in pending))
db.close()
