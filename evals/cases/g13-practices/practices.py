from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'practices.db'}", multi_tenant=True)


@db.model
class Patient:
    id: str
    name: str

    __dataflow__ = {"multi_tenant": True}


for key in ("lindt", "okafor"):
    db.tenant_context.register_tenant(key, key)


async def add(practice, name):
    async with db.tenant_context.aswitch(practice):
        await db.express.create("Patient", {"id": f"{practice}-{name}", "name": name})


async def names(practice):
    async with db.tenant_context.aswitch(practice):
        return sorted(patient["name"] for patient in await db.express.list("Patient"))
