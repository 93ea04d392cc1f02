from decimal import Decimal

from ledger import db
from nightly import import_export, largest, total


def main(period="2025-02"):
    print("imported:", import_export())
    print(f"total {period}: {total(period):.2f}")
    for place, invoice in enumerate(largest(period), start=1):
        print(f"{place}. {invoice['supplier']} {Decimal(str(invoice['amount'])):.2f}")


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
