from accounts import db, seed
from statement import balance, statement


def main():
    seed()
    for account in ("ACME", "NORD"):
        print("\n".join(statement(account)))
    print("total receivables", round(sum(map(balance, ("ACME", "NORD"))), 2))


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
