from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'votes.db'}", multi_tenant=True)


@db.model
class Vote:
    id: str
    points: int

    __dataflow__ = {"multi_tenant": True}


def store(tenant, number):
    with db.tenant_context.switch(tenant):
        db.express_sync.create("Vote", {"id": f"v{number}", "points": number})


db.tenant_context.register_tenant("east", "east")
for number in (1, 2):
    store("east", number)
print("votes: 2")
