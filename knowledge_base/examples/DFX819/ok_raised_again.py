from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stock.db'}")


@db.model
class Shelf:
    id: str
    amount: int


db.express_sync.create("Shelf", {"id": "left", "amount": 5})
try:
    with db.transactions_sync.begin() as tx:
        try:
            tx.execute_raw("UPDATE shelves SET amount = 0 WHERE id = ?", ["left"])
            raise ValueError("stop")
        except ValueError:
            print("undone")
            raise
except ValueError:
    pass
print(db.express_sync.read("Shelf", "left")["amount"])
