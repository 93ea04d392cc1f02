import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wards.db'}", multi_tenant=True)


@db.model
class Bed:
    id: str
    ward: str


def add_beds(ward, count):
    for number in range(count):
        db.express_sync.create("Bed", {"id": f"{ward}{number}", "ward": ward})


async def main():
    db.tenant_context.register_tenant("east", "East")
    async with db.tenant_context.aswitch("east"):
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, add_beds, "A", 2)
        await asyncio.to_thread(add_beds, "B", 1)


asyncio.run(main())
with db.tenant_context.switch("east"):
    print("beds:", db.express_sync.count("Bed"))
db.close()
