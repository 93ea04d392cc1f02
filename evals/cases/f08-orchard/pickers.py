from pathlib import Path

from dataflow import DataFlow

import sites

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orchard.db'}", multi_tenant=True)
for key, title in sites.SITES.items():
    db.tenant_context.register_tenant(key, title)


@db.model
class Picker:
    id: str
    name: str

    __dataflow__ = {"multi_tenant": True}


def sign_in(site, name):
    with db.tenant_context.switch(site):
        db.express_sync.create("Picker", {"id": f"{site}-{name}", "name": name})
        return db.express_sync.count("Picker")
