from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'chairs.db'}", multi_tenant=True)


@db.model
class Chair:
    id: str
    legs: int

    __dataflow__ = {"multi_tenant": True}


BRANCHES = ["ulm", "kiel"]
for branch in BRANCHES:
    db.tenant_context.register_tenant(branch, branch.title())


def put(branch, number, legs):
    with db.tenant_context.switch(branch):
        db.express_sync.create("Chair", {"id": f"{branch}-{number}", "legs": legs})


def overview():
    found = {}
    for branch in BRANCHES:
        with db.tenant_context.switch(branch):
            found[branch] = len(db.express_sync.list("Chair"))
    return found
