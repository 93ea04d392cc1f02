"""Shift board of the workshop: what is open at the start and at the end of a shift."""
import asyncio

from board import close_order, open_order, show
from models import db

ORDERS = [
    (101, "Excavator 2", "change hydraulic hose"),
    (102, "Crusher", "replace belt"),
    (103, "Loader 7", "grease joints"),
]


async def main():
    try:
        for order in ORDERS:
            await open_order(*order)
        await show("Start of shift")
        await close_order(102)
        await show("End of shift")
    finally:
        await db.close_async()


asyncio.run(main())
