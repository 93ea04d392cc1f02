import asyncio
import logging

from export import consumption
from readings import collect, db

logging.disable(logging.WARNING)


async def main():
    stored = await collect(slots=96)
    print("readings stored:", stored)
    try:
        totals = await consumption()
        for building, kwh in sorted(totals.items()):
            print(f"{building:10s} {kwh:8.1f} kWh")
        print(f"campus     {sum(totals.values()):8.1f} kWh")
    finally:
        await db.close_async()


asyncio.run(main())
