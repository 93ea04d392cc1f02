from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'branches.db'}", multi_tenant=True)


@db.model
class Client:
    id: str
    name: str


db.tenant_context.register_tenant("oslo", "Oslo")
db.tenant_context.register_tenant("rome", "Rome")
with db.tenant_context.switch("oslo"):
    db.express_sync.create("Client", {"id": "c1", "name": "Berg"})
with db.tenant_context.switch("rome"):
    db.express_sync.bulk_upsert("Client", [{"id": "rome-c1", "name": "Rossi"}])
with db.tenant_context.switch("oslo"):
    print("Oslo has:", [client["name"] for client in db.express_sync.list("Client")])
db.close()
