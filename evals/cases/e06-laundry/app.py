from pathlib import Path

from dataflow import DataFlow

from repository import Repository

db = DataFlow(str(Path(__file__).resolve().parent / "laundry.db"))


@db.model
class LaundryOrder:
    id: str
    customer: str
    pieces: int
    state: str = "received"
    shelf: str = ""


orders = Repository(db, "LaundryOrder")


def finish(order_id, shelf):
    order = orders.save({"id": order_id}, state="ready", shelf=shelf)
    if not order["updated_ok"]:
        raise LookupError(f"no order {order_id}")


if __name__ == "__main__":
    orders.add(id="W-1", customer="Hotel Stern", pieces=40)
    orders.add(id="W-2", customer="Cafe Mitte", pieces=12)
    orders.add(id="W-3", customer="Hotel Stern", pieces=25)
    finish("W-1", "B2")
    finish("W-2", "A1")
    ready = orders.find({"state": "ready"})
    print("to collect:", [(o["id"], o["shelf"]) for o in ready])
    db.close()
