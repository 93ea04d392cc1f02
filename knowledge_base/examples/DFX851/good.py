from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'permits.db'}", multi_tenant=True)


@db.model
class Permit:
    id: str
    days: int

    __dataflow__ = {"multi_tenant": True}


db.tenant_context.register_tenant("north", "North")
with db.tenant_context.switch("north"):
    db.express_sync.create("Permit", {"id": "p1", "days": 30})
print("permits:", 1)
