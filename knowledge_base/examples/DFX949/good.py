from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'depots.db'}", multi_tenant=True, cache_enabled=False)


@db.model
class Pallet:
    id: str
    boxes: int


db.tenant_context.register_tenant("kiel", "Kiel")
with db.tenant_context.switch("kiel"):
    db.express_sync.create("Pallet", {"id": "p1", "boxes": 12})
    print("pallets:", [pallet["boxes"] for pallet in db.express_sync.list("Pallet")])
db.close()
