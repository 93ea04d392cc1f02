from datetime import datetime

from models import db

SHIFT = datetime.now().isoformat()
OPEN = {"shift": SHIFT, "state": "open"}


async def open_order(order_id, machine, task):
    await db.express.create(
        "WorkOrder", {"id": order_id, "machine": machine, "task": task, "shift": SHIFT, "state": "open"}
    )


async def close_order(order_id):
    await db.express.update("WorkOrder", order_id, {"state": "done"})


async def show(title):
    total = await db.express.count("WorkOrder", OPEN)
    orders = await db.express.list("WorkOrder", OPEN)
    print(f"{title}: {total} open")
    for order in sorted(orders, key=lambda o: o["id"]):
        print("  ", order["id"], order["machine"], order["task"], order["state"])
