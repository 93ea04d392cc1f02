from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'crews.db'}")


@db.model
class Shift:
    id: int
    worker: str
    role: str = None


db.express_sync.create("Shift", {"id": 1, "worker": "Ana", "role": "cook"})
db.express_sync.create("Shift", {"id": 2, "worker": "Ben", "role": "guest"})
db.express_sync.create("Shift", {"id": 3, "worker": "Cem"})

staff = db.express_sync.list("Shift", {"role": {"$nin": ["guest", None]}}, order_by=["id"])
print("staff:", [shift["worker"] for shift in staff])
db.close()
