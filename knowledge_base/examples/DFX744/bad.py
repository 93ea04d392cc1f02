from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'returns.db'}")


@db.model
class Loan:
    id: str
    reader: str


db.express_sync.create("Loan", {"id": "L-1", "reader": "Nils"})


def reader_of(loan_id):
    loan = db.express_sync.read("Loan", loan_id)
    return loan["reader"]


for loan_id in ("L-1", "L-2"):
    print(loan_id, reader_of(loan_id))
db.close()
