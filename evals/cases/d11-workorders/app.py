from models import db
from workshop import open_order

JOBS = (
    ("S-481 KL", "Taxi Lehner", [("brake pad", 4), ("brake fluid", 1)]),
    ("HA-77 BX", "Gärtnerei Wimmer", [("air filter", 1)]),
)

for plate, customer, parts in JOBS:
    order = open_order(plate, customer, parts)
    print(f"order for {order['plate']} opened, {len(parts)} positions")

for order in db.express_sync.list("WorkOrder", order_by=["id"]):
    used = db.express_sync.list("SparePart", {"work_order_id": order["id"]}, order_by=["id"])
    print(order["plate"], order["customer"], [f"{p['quantity']}x {p['part']}" for p in used])
db.close()
