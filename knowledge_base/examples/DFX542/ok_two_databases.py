from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
users = DataFlow(f"sqlite:///{HERE / 'users.db'}")
orders = DataFlow(f"sqlite:///{HERE / 'orders.db'}")


@users.model
class User:
    id: str
    name: str


@orders.model
class Order:
    id: str
    user: str


users.express_sync.create("User", {"id": "u1", "name": "Ebba"})
orders.express_sync.create("Order", {"id": "o1", "user": "u1"})
print("users:", users.express_sync.count("User"), "orders:", orders.express_sync.count("Order"))
