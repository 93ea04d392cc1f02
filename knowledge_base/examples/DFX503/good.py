from pathlib import Path

from dataflow import DataFlow

db = DataFlow(database_url=f"sqlite:///{Path(__file__).resolve().parent / 'lending.db'}")


@db.model
class Loan:
    id: str
    book: str
    reader: str


db.express_sync.create("Loan", {"id": "l1", "book": "Momo", "reader": "Ines"})
print("loans:", db.express_sync.count("Loan"))
