from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'desk.db'}", multi_tenant=True)


@db.model
class Ticket:
    id: str
    subject: str


for tenant in ("acme", "bolt"):
    db.tenant_context.register_tenant(tenant, tenant)
    with db.tenant_context.switch(tenant):
        db.express_sync.create("Ticket", {"id": f"{tenant}-1", "subject": "printer"})
        print(tenant, len(db.express_sync.list("Ticket")))
