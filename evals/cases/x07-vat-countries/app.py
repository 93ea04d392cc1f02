from pathlib import Path

import yaml

from models import db

VAT = yaml.safe_load(Path(__file__).with_name("rates.yaml").read_text())["vat"]


def add_vat(order):
    rate = VAT.get(order["country"], 0)
    vat = round(order["net"] * rate / 100, 2)
    db.express_sync.update("Order", order["id"], {"vat": vat})


def main():
    orders = [
        {"id": 1, "country": "SE", "net": 400.0, "vat": 0.0},
        {"id": 2, "country": "NO", "net": 200.0, "vat": 0.0},
        {"id": 3, "country": "DK", "net": 100.0, "vat": 0.0},
    ]
    db.express_sync.bulk_create("Order", orders)
    for order in db.express_sync.list("Order", {"vat": 0.0}, order_by=["id"]):
        add_vat(order)
    for order in db.express_sync.list("Order", {}, order_by=["id"]):
        print(f"order {order['id']} {order['country']}: net {order['net']:.2f} vat {order['vat']:.2f}")


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
