from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gauges.db'}", multi_tenant=True)


@db.model
class Gauge:
    id: str
    level: int

    __dataflow__ = {"multi_tenant": True}


for tenant in ("north", "south"):
    db.tenant_context.register_tenant(tenant, tenant)
    with db.tenant_context.switch(tenant):
        db.express_sync.create("Gauge", {"id": f"{tenant}-g1", "level": 7})
print("gauges: 2")
