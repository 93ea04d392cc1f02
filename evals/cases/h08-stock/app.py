"""Reserves spare parts for repair orders and shows what is left on the shelf."""
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

DB_FILE = Path(__file__).resolve().parent / "stock.db"
for old in DB_FILE.parent.glob("stock.db*"):
    old.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Part:
    id: str
    name: str
    on_shelf: int


@db.model
class Reservation:
    id: str
    part_id: str
    amount: int


ORDERS = [("r1", "fan", 3), ("r2", "psu", 1), ("r3", "fan", 4), ("r4", "fan", 2)]


class Shelf:
    def __init__(self, flow):
        self.flow = flow

    def put(self, part_id, name, amount):
        self.flow.express_sync.create("Part", {"id": part_id, "name": name, "on_shelf": amount})

    def left(self, part_id):
        return self.flow.express_sync.read("Part", part_id)["on_shelf"]

    def reserve(self, order_id, part_id, amount):
        left = self.left(part_id)
        if left < amount:
            return False
        workflow = WorkflowBuilder()
        workflow.add_node("ReservationCreateNode", "book", {
            "id": order_id, "part_id": part_id, "amount": amount})
        workflow.add_node("PartUpdateNode", "take", {
            "filter": {"id": part_id}, "fields": {"on_shelf": left - amount}})
        with LocalRuntime() as runtime:
            results, _ = runtime.execute(workflow.build())
        return bool(results["take"]["updated"])


def main():
    shelf = Shelf(db)
    shelf.put("fan", "Fan 80 mm", 8)
    shelf.put("psu", "Power supply 450 W", 2)
    for order_id, part_id, amount in ORDERS:
        answer = "reserved" if shelf.reserve(order_id, part_id, amount) else "not enough"
        print(f"{order_id}: {amount} x {part_id}: {answer}, {shelf.left(part_id)} left")
    print("reservations:", db.express_sync.count("Reservation"))


if __name__ == "__main__":
    main()
