from dataflow import DataFlow

import settings

db = DataFlow(settings.URL, **settings.OPTIONS)


@db.model
class Bunk:
    id: str
    nights: int

    __dataflow__ = {"multi_tenant": True}


db.tenant_context.register_tenant("peak", "Peak lodge")
with db.tenant_context.switch("peak"):
    db.express_sync.create("Bunk", {"id": "b1", "nights": 3})
    print("bunks:", db.express_sync.count("Bunk"))
