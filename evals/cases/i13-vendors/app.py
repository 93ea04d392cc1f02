import asyncio
import logging

from feed import ERP, SHOP, records
from store import open_store

logging.disable(logging.WARNING)


async def merge(db, source, lines):
    batch = records(lines)
    await db.express.bulk_upsert("Vendor", batch, conflict_on=["vat_number"])
    print(f"{source}: {len(batch)} lines merged")


async def report(db):
    vendors = await db.express.list("Vendor", {}, limit=100)
    for vendor in sorted(vendors, key=lambda v: (v["vat_number"], v["id"])):
        print(f"{vendor['vat_number']} {vendor['company']}, {vendor['city']}")
    print("vendors:", len(vendors))


async def main():
    db = open_store()
    try:
        for source, lines in (("erp", ERP), ("shop", SHOP)):
            await merge(db, source, lines)
        await report(db)
    finally:
        await db.close_async()


asyncio.run(main())
