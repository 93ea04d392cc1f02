from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orders.db'}")


@db.model
class Address:
    id: int
    city: str


@db.model
class Order:
    id: int
    address: Address


db.express_sync.create("Order", {"id": 1, "address": {"city": "Graz"}})
order = db.express_sync.read("Order", 1)
print("to", order["address"]["city"])
