from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'loans.db'}")


@db.model
class Loan:
    id: str
    reader: str

    __dataflow__ = {"soft_delete": True}


def lend(book, reader):
    loan = {"id": book, "reader": reader}
    db.express_sync.upsert("Loan", {**loan, "deleted_at": None})


lend("emma", "ruth")
db.express_sync.delete("Loan", "emma")
lend("emma", "saul")
print(db.express_sync.read("Loan", "emma")["reader"])
