from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'teller.db'}")


@db.model
class Account:
    id: str
    cents: int


for key, cents in (("anna", 1000), ("bert", 0)):
    db.express_sync.create("Account", {"id": key, "cents": cents})


def transfer(source, target, cents):
    with db.transactions_sync.begin() as tx:
        try:
            tx.execute_raw("UPDATE accounts SET cents = cents - ? WHERE id = ?", [cents, source])
            if target not in ("anna", "bert"):
                raise LookupError(f"no account {target}")
            tx.execute_raw("UPDATE accounts SET cents = cents + ? WHERE id = ?", [cents, target])
        except LookupError as error:
            print("transfer refused:", error)


transfer("anna", "carl", 300)
print("anna has", db.express_sync.read("Account", "anna", cache_ttl=0)["cents"])
