from dataflow import DataFlow

from config import CLIENTS, DATABASE_URL

db = DataFlow(DATABASE_URL, multi_tenant=True)


@db.model
class Letter:
    id: str
    recipient: str
    body: str
    state: str = "draft"


for key, name in CLIENTS.items():
    db.tenant_context.register_tenant(key, name)
