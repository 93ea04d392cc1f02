from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'savings.db'}")


@db.model
class Account:
    id: str
    holder: str
    cents: int = 0


db.express_sync.create("Account", {"id": "a1", "holder": "Ines", "cents": 5000})
db.express_sync.create("Account", {"id": "a2", "holder": "Tomas", "cents": 100})


def transfer(source, target, cents):
    with db.transactions_sync.begin() as tx:
        db.express_sync.update("Account", source, {"cents": 5000 - cents})
        if cents > 1000:
            raise ValueError("over the daily limit")
        db.express_sync.update("Account", target, {"cents": 100 + cents})


try:
    transfer("a1", "a2", 2000)
except ValueError as error:
    print("refused:", error)
print("balances:", [row["cents"] for row in db.express_sync.list("Account", order_by=["id"])])
db.close()
