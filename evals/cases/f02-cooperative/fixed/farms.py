from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'coop.db'}", multi_tenant=True)


@db.model
class Delivery:
    id: str
    crates: int

    __dataflow__ = {"multi_tenant": True}


db.tenant_context.register_tenant("hill", "Hill farm")
db.tenant_context.register_tenant("mill", "Mill farm")


async def deliver(farm, crates):
    async with db.tenant_context.aswitch(farm):
        rows = [{"id": f"{farm}-d{number}", "crates": count} for number, count in enumerate(crates, start=1)]
        await db.express.bulk_create("Delivery", rows)


async def total(farm):
    async with db.tenant_context.aswitch(farm):
        return sum(row["crates"] for row in await db.express.list("Delivery"))
