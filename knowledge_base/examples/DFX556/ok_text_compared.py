import os
from pathlib import Path

from dataflow import DataFlow

os.environ.setdefault("FAIR_TENANTS", "true")
db = DataFlow(
    f"sqlite:///{Path(__file__).resolve().parent / 'fair.db'}",
    multi_tenant=bool(os.environ["FAIR_TENANTS"]),
    monitoring=os.getenv("FAIR_MONITORING", "false") == "true",
)


@db.model
class Ride:
    id: str
    seats: int


db.tenant_context.register_tenant("north", "North")
with db.tenant_context.switch("north"):
    db.express_sync.create("Ride", {"id": "r1", "seats": 12})
    print("rides:", db.express_sync.count("Ride"))
db.close()
