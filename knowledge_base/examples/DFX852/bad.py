from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'deeds.db'}", multi_tenant=True)


@db.model
class Deed:
    id: str
    pages: int

    __dataflow__ = {"multi_tenant": True}


with db.tenant_context.switch("south"):
    db.express_sync.create("Deed", {"id": "d1", "pages": 4})
    print("deeds:", db.express_sync.count("Deed"))
