from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stock.db'}")


@db.model
class Shelf:
    id: str
    amount: int


for key, amount in (("left", 5), ("right", 2)):
    db.express_sync.create("Shelf", {"id": key, "amount": amount})


def move(source, target, amount):
    try:
        with db.transactions_sync.begin() as tx:
            tx.execute_raw("UPDATE shelves SET amount = amount - ? WHERE id = ?", [amount, source])
            if target == "right":
                raise ValueError("the right shelf is full")
            tx.execute_raw("UPDATE shelves SET amount = amount + ? WHERE id = ?", [amount, target])
    except ValueError as error:
        print("not moved:", error)


move("left", "right", 3)
print(db.express_sync.read("Shelf", "left")["amount"])
