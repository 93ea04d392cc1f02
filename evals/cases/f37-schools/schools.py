from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'schools.db'}")


@db.model
class Pupil:
    id: str
    name: str

    __dataflow__ = {"multi_tenant": True}


for key in ("lake", "hill"):
    db.tenant_context.register_tenant(key, key.title())


def enrol(school, name):
    with db.tenant_context.switch(school):
        db.express_sync.create("Pupil", {"id": f"{school}-{name}", "name": name})


def names(school):
    with db.tenant_context.switch(school):
        return [pupil["name"] for pupil in db.express_sync.list("Pupil")]
