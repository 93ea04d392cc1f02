import csv
from decimal import Decimal
from pathlib import Path

from store import db

PRICES = Path(__file__).with_name("prices.csv")


def parse_cents(text):
    return int(Decimal(text.strip().replace(",", ".")) * 100)


def ensure_supplier(supplier):
    try:
        db.express_sync.create("SpareSupplier", supplier)
    except RuntimeError as exc:
        if "Duplicate entry" not in str(exc):
            raise
        print("supplier already known:", supplier["id"])


def import_prices(path, supplier_id):
    with path.open(newline="") as handle:
        for line in csv.DictReader(handle, delimiter=";"):
            part = {"id": line["part"], "supplier_id": supplier_id, "name": line["name"]}
            part["cents"] = parse_cents(line["price"])
            db.express_sync.create("SparePart", part)


def main():
    ensure_supplier({"id": "hydra", "name": "Hydra Parts"})
    ensure_supplier({"id": "hydra", "name": "Hydra Parts"})
    import_prices(PRICES, "hydra")
    print("parts priced:", db.express_sync.count("SparePart", {"supplier_id": "hydra"}))


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
