from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'desk.db'}", multi_tenant=True)


@db.model
class Ticket:
    id: str
    subject: str


db.tenant_context.register_tenant("acme", "Acme")


def open_ticket(tenant, key, subject):
    with db.tenant_context.switch(tenant):
        ticket = {"id": key, "subject": subject, "tenant_id": tenant}
        return db.express_sync.create("Ticket", ticket)


open_ticket("acme", "t1", "printer")
with db.tenant_context.switch("acme"):
    print([row["subject"] for row in db.express_sync.list("Ticket")])
