from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'levies.db'}", multi_tenant=True)


@db.model
class Levy:
    id: str
    cents: int

    __dataflow__ = {"multi_tenant": True}


db.tenant_context.register_tenant("north", "North")
with db.tenant_context.switch("north"):
    db.express_sync.create("Levy", {"id": "l1", "cents": 120})
print("levies:", 1)
