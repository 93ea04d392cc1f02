import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'firms.db'}", multi_tenant=True)


@db.model
class Bill:
    id: str
    cents: int

    __dataflow__ = {"multi_tenant": True}


async def main():
    db.tenant_context.register_tenant("acme", "Acme")
    try:
        async with db.tenant_context.aswitch("acme"):
            await db.express.bulk_create("Bill", [{"id": "b1", "cents": 10}, {"id": "b2", "cents": 20}])
            print("bills:", len(await db.express.list("Bill")))
    finally:
        await db.close_async()


asyncio.run(main())
